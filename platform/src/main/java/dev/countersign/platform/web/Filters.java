package dev.countersign.platform.web;

import dev.countersign.platform.web.Filter.Op;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of a list: conditions on fields that the list allows, and how many rows. What is
 * not allowed, or stands twice, is a 400 (IN-01, IN-16, IN-17); no text of a caller reaches SQL but
 * as a parameter.
 */
public final class Filters {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final int MAX_VALUES = 50;
  private static final int MAX_VALUE = 512;
  private static final String BARE = "%s";
  private static final Set<String> NOT_FILTERS = Set.of("limit", "cursor");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,6})?");

  private Filters() {}

  /**
   * What a field holds, and the name of its column; a {@code frame} holds the condition if the
   * column is another table's.
   */
  public record Field(String column, Kind kind, String frame) {

    private Field(String column, Kind kind) {
      this(column, kind, BARE);
    }

    /** One of several texts beside the row: {@code exists (select … and %s)}. */
    public static Field among(String frame, String column) {
      return new Field(column, Kind.TEXT, frame);
    }

    public static Field text(String column) {
      return new Field(column, Kind.TEXT);
    }

    public static Field number(String column) {
      return new Field(column, Kind.NUMBER);
    }

    public static Field time(String column) {
      return new Field(column, Kind.TIME);
    }

    public static Field id(String column) {
      return new Field(column, Kind.ID);
    }
  }

  /** How the value of a field is read. */
  public enum Kind {
    TEXT,
    NUMBER,
    TIME,
    ID
  }

  /** A condition for a {@code where} that already has one, and its parameters in order. */
  public record Sql(String text, List<Object> parameters) {}

  /** The conditions of a query, in the order of the field names. */
  public static List<Filter> parse(
      MultivaluedMap<String, String> query, Map<String, Field> allowed) {
    var filters = new ArrayList<Filter>();
    for (Map.Entry<String, List<String>> parameter : new TreeMap<>(query).entrySet()) {
      if (parameter.getValue().size() != 1) {
        throw new ProblemException(400, "parameter_repeated", "A parameter stands twice.");
      }
      if (!NOT_FILTERS.contains(parameter.getKey())) {
        filters.add(filter(parameter.getKey(), parameter.getValue().getFirst(), allowed));
      }
    }
    return List.copyOf(filters);
  }

  /** The filters as SQL, the first parameter numbered as given: {@code " and status = $3"}. */
  public static Sql sql(List<Filter> filters, Map<String, Field> allowed, int firstParameter) {
    var text = new StringBuilder();
    var parameters = new ArrayList<Object>();
    for (Filter filter : filters) {
      Field field = known(allowed.get(filter.field()));
      String parameter = "$" + (firstParameter + parameters.size());
      text.append(" and ").append(condition(field, filter.op(), parameter));
      parameters.add(filter.op() == Op.IN ? array(field.kind(), filter.values()) : filter.value());
    }
    return new Sql(text.toString(), List.copyOf(parameters));
  }

  /** How many rows to show, 50 unless asked otherwise. */
  public static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(400, "limit_invalid", "A limit is 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }

  private static Filter filter(String name, String value, Map<String, Field> allowed) {
    int dot = name.lastIndexOf('.');
    String fieldName = dot < 0 ? name : name.substring(0, dot);
    Field field = known(allowed.get(fieldName));
    Op op = dot < 0 ? Op.EQ : op(name.substring(dot + 1));
    if (op == Op.CONTAINS && field.kind() != Kind.TEXT) {
      throw unknown();
    }
    List<String> texts = op == Op.IN ? Arrays.asList(value.split(",", -1)) : List.of(value);
    if (texts.size() > MAX_VALUES) {
      throw invalid();
    }
    return new Filter(fieldName, op, texts.stream().map(text -> value(field, text)).toList());
  }

  private static Op op(String name) {
    for (Op op : Op.values()) {
      if (op.name().toLowerCase(Locale.ROOT).equals(name)) {
        return op;
      }
    }
    throw unknown();
  }

  private static Object value(Field field, String text) {
    if (text.isEmpty() || text.length() > MAX_VALUE || text.indexOf(0) >= 0) {
      throw invalid();
    }
    try {
      return switch (field.kind()) {
        case TEXT -> text;
        case NUMBER -> decimal(text);
        case TIME -> OffsetDateTime.parse(text);
        case ID -> UUID.fromString(text);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static BigDecimal decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw invalid();
    }
    return new BigDecimal(text);
  }

  /** That none of several is something is another claim than that one of them is not. */
  private static String condition(Field field, Op op, String parameter) {
    return op == Op.NE && !field.frame().equals(BARE)
        ? "not " + field.frame().formatted(condition(field.column(), Op.EQ, parameter))
        : field.frame().formatted(condition(field.column(), op, parameter));
  }

  private static String condition(String column, Op op, String parameter) {
    return switch (op) {
      case CONTAINS -> "strpos(lower(" + column + "), lower(" + parameter + ")) > 0";
      case IN -> column + " = any(" + parameter + ")";
      case EQ, NE, GT, GTE, LT, LTE -> column + " " + op.sql + " " + parameter;
    };
  }

  private static Object array(Kind kind, List<Object> values) {
    return switch (kind) {
      case TEXT -> values.toArray(String[]::new);
      case NUMBER -> values.toArray(BigDecimal[]::new);
      case TIME -> values.toArray(OffsetDateTime[]::new);
      case ID -> values.toArray(UUID[]::new);
    };
  }

  private static Field known(@Nullable Field field) {
    if (field == null) {
      throw unknown();
    }
    return field;
  }

  private static ProblemException unknown() {
    return new ProblemException(400, "filter_unknown", "This list has no such filter.");
  }

  private static ProblemException invalid() {
    return new ProblemException(400, "filter_invalid", "The value of a filter has the wrong form.");
  }
}
