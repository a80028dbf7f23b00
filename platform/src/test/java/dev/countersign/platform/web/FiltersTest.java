package dev.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.web.Filters.Field;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {

  private static final Map<String, Field> ALLOWED =
      Map.of(
          "status", Field.text("r.status"),
          "amount", Field.number("r.amount"),
          "createdAt", Field.time("r.created_at"),
          "id", Field.id("r.id"));

  @Test
  @DisplayName("F-191 filters become conditions with parameters, in a stable order")
  void filtersBecomeSql() {
    var query = query("status.in", "OPEN,HELD", "amount.gte", "10.50", "limit", "5", "cursor", "x");
    query.putSingle("status.contains", "100%_'");

    Filters.Sql sql = Filters.sql(Filters.parse(query, ALLOWED), ALLOWED, 3);

    assertThat(sql.text())
        .isEqualTo(
            " and r.amount >= $3 and strpos(lower(r.status), lower($4)) > 0 and r.status = any($5)");
    assertThat(sql.parameters().get(0)).isEqualTo(new BigDecimal("10.50"));
    assertThat(sql.parameters().get(1)).isEqualTo("100%_'");
    assertThat((String[]) sql.parameters().get(2)).containsExactly("OPEN", "HELD");
  }

  @Test
  void bareFieldMeansEquals() {
    assertThat(Filters.parse(query("status", "OPEN"), ALLOWED))
        .containsExactly(new Filter("status", Filter.Op.EQ, List.of("OPEN")));
  }

  @ParameterizedTest
  @CsvSource({
    "maker.eq,x",
    "status.like,x",
    "status.EQ,x",
    "status;drop.eq,x",
    "r.status.eq,x",
    "amount.contains,1",
    "sort,status"
  })
  @DisplayName("IN-01 what the list does not allow is refused")
  void refusesUnknownFilters(String name, String value) {
    assertRefused(query(name, value), "filter_unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "amount.gt,1e5",
    "amount.gt,１００",
    "amount.gt,' 1'",
    "createdAt.gt,2026-01-01",
    "createdAt.gt,2026-01-01T24:00:00Z",
    "id.eq,1 or 1=1",
    "status.eq,''",
    "'status.in','OPEN,'"
  })
  @DisplayName("IN-01, IN-04, IN-09 a value of the wrong form is refused")
  void refusesBadValues(String name, String value) {
    assertRefused(query(name, value), "filter_invalid");
  }

  @Test
  @DisplayName("IN-16 a parameter that stands twice is refused")
  void refusesRepeatedParameters() {
    MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
    query.addAll("status", "PENDING", "ALL");
    assertRefused(query, "parameter_repeated");
  }

  @Test
  void limitIsFiftyUnlessAskedOtherwise() {
    assertThat(Filters.limit(null)).isEqualTo(50);
    assertThat(Filters.limit("1")).isEqualTo(1);
    assertThat(Filters.limit("200")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "201", "1000000000", "", "5 ", "0x5", "１"})
  @DisplayName("IN-17 a limit outside 1 to 200 is refused")
  void refusesOtherLimits(String limit) {
    assertThatThrownBy(() -> Filters.limit(limit)).isInstanceOf(ProblemException.class);
  }

  private static void assertRefused(MultivaluedMap<String, String> query, String code) {
    assertThatThrownBy(() -> Filters.parse(query, ALLOWED))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().code()).isEqualTo(code);
            });
  }

  private static MultivaluedMap<String, String> query(String... pairs) {
    MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      query.putSingle(pairs[i], pairs[i + 1]);
    }
    return query;
  }
}
