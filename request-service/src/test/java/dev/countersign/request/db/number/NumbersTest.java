package dev.countersign.request.db.number;

import static dev.countersign.request.core.number.NumberRefusal.NOT_APPROVED;
import static dev.countersign.request.core.number.NumberRefusal.SEQUENCE_OVERLAPS;
import static dev.countersign.request.core.number.NumberRefusal.WOULD_REISSUE;
import static dev.countersign.request.core.number.NumberRefusal.ZONE_UNKNOWN;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.number.Answer;
import dev.countersign.request.app.number.IssuedNumber;
import dev.countersign.request.app.number.Numbers;
import dev.countersign.request.app.number.Sequences;
import dev.countersign.request.app.number.Sequences.SequenceKey;
import dev.countersign.request.app.number.StoredSequence;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.number.NumberRefusal;
import dev.countersign.request.core.number.Sequence;
import dev.countersign.request.core.number.SequenceRules;
import dev.countersign.request.core.number.SequenceRules.Checked;
import dev.countersign.request.core.number.SequenceRules.Draft;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Contract;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class NumbersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger PARTNERS = new AtomicInteger();

  @Inject Sequences sequences;
  @Inject Numbers numbers;
  @Inject NumberWriter writer;
  @Inject TenantTransaction transaction;
  @Inject Stage stage;
  @Inject Cast cast;

  private String partner = "";

  @BeforeEach
  void partner() {
    partner = "numbers-" + PARTNERS.incrementAndGet();
  }

  @Test
  @DisplayName("F-169, F-177: threads that reserve together leave no gap and no double")
  void threadsLeaveNoGapAndNoDouble() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var sequence = create("INVOICE", "", "INV-", 5, "NEVER");
    var keys = random.ints(400, 0, 300).mapToObj(key -> "doc-" + key).toList();
    var rolledBack = new AtomicInteger();
    var issued = new ConcurrentLinkedQueue<IssuedNumber>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (String key : keys) {
        var failing = random.nextInt(5) == 0;
        threads.execute(() -> {
          if (failing) {
            rollBack(sequence, key + "-never");
            rolledBack.incrementAndGet();
          }
          issued.add(reserve(sequence, key));
        });
      }
    }

    var values = issued.stream().map(IssuedNumber::value).distinct().sorted().toList();
    assertThat(issued).as("seed " + seed).hasSize(400);
    assertThat(rolledBack).as("seed " + seed).hasPositiveValue();
    assertThat(values)
        .as("seed " + seed)
        .isEqualTo(LongStream.rangeClosed(1, keys.stream().distinct().count()).boxed().toList());
    assertThat(
            stage.value(
                "select count(*)::text from request.sequence_event where partner_id = ?", partner))
        .isEqualTo(Integer.toString(values.size()));
  }

  @Test
  @DisplayName("F-177: the same key gives the same number, another key the next")
  void sameKeySameNumber() {
    var sequence = create("ORDER", "", "SO-", 3, "NEVER");

    var first = reserve(sequence, "a");

    assertThat(reserve(sequence, "a")).isEqualTo(first);
    assertThat(first.number()).isEqualTo("SO-001");
    assertThat(reserve(sequence, "b").number()).isEqualTo("SO-002");
  }

  @Test
  @DisplayName("C-21: many keys in a caller's transaction get one number each, in order")
  void manyKeysInOneTransaction() {
    var sequence = create("RECEIPT", "", "R-", 1, "NEVER");
    reserve(sequence, "k1");

    var answer =
        transaction
            .run(
                Set.of(partner),
                connection ->
                    writer.reserve(connection, sequence, List.of("k0", "k1", "k2", "k0"), "x"))
            .await()
            .atMost(PATIENCE);

    assertThat(done(answer))
        .extracting(IssuedNumber::number)
        .containsExactly("R-2", "R-1", "R-3", "R-2");
  }

  @Test
  @DisplayName("F-169: requests get numbers from the partner's sequence, if there is one")
  void requestsGetNumbers() {
    assertThat(numbersOfRequests("r1")).isEmpty();

    create("APPROVAL_REQUEST", "", "AR-", 4, "NEVER");

    assertThat(numbersOfRequests("r1", "r2")).containsEntry("r1", "AR-0001").hasSize(2);
    assertThat(numbersOfRequests("r2")).containsEntry("r2", "AR-0002");
  }

  private Map<String, String> numbersOfRequests(String... requests) {
    return transaction
        .run(
            Set.of(partner),
            connection -> writer.ofRequests(connection, partner, "DHK", List.of(requests)))
        .await()
        .atMost(PATIENCE);
  }

  @Test
  @DisplayName("F-178: a deleted sequence's numbers do not come again from its successor")
  void successorDoesNotReissue() {
    var sequence = create("QUOTE", "", "Q-", 3, "NEVER");
    reserve(sequence, "a");
    reserve(sequence, "b");
    sequences.delete(sequence, 1).await().atMost(PATIENCE);

    var again =
        sequences
            .create(partner, sequence("QUOTE", "", "Q-", 3, "NEVER"), 0)
            .await()
            .atMost(PATIENCE);

    assertThat(again).isEqualTo(new Answer.Refused<>(WOULD_REISSUE, java.util.Optional.of(2L)));
    assertThat(
            done(sequences
                    .create(partner, sequence("QUOTE", "", "Q-", 3, "NEVER"), 2)
                    .await()
                    .atMost(PATIENCE))
                .current())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("F-178: a sequence that returns to an old look goes on behind its numbers")
  void returningToAnOldLookGoesOn() {
    var key = create("ORDER", "", "A-", 1, "NEVER");
    reserve(key, "1");
    reserve(key, "2");
    update(key, sequence("ORDER", "", "B-", 1, "NEVER"), 1);
    reserve(key, "3");

    update(key, sequence("ORDER", "", "A-", 1, "NEVER"), 2);

    assertThat(reserve(key, "4").number()).isEqualTo("A-4");
  }

  @Test
  @DisplayName("F-175, F-178: branches count on their own and never show the same number")
  void branchesCountOnTheirOwn() {
    var all = create("INVOICE", "", "INV-", 3, "NEVER");
    var dhaka = create("INVOICE", "DHK", "INV-{BRANCH}-", 3, "NEVER");

    assertThat(reserve(all, "a").number()).isEqualTo("INV-001");
    assertThat(reserve(dhaka, "a").number()).isEqualTo("INV-DHK-001");
    assertThat(
            refusal(
                sequences
                    .create(partner, sequence("INVOICE", "CTG", "INV-", 3, "NEVER"), 0)
                    .await()
                    .atMost(PATIENCE)))
        .isEqualTo(SEQUENCE_OVERLAPS);
  }

  @Test
  @DisplayName("F-174: a period follows the partner's zone, and without one nothing is numbered")
  void periodFollowsThePartnersZone() {
    var yearly = sequence("INVOICE", "", "{YYYY}-", 3, "YEARLY");
    assertThat(refusal(sequences.create(partner, yearly, 0).await().atMost(PATIENCE)))
        .isEqualTo(ZONE_UNKNOWN);

    stage.send(
        new ProducerRecord<>(
            stage.topic("approvals.partners.v1"),
            partner.getBytes(StandardCharsets.UTF_8),
            ("{\"id\":\"" + partner + "\",\"zone\":\"Asia/Dhaka\",\"version\":1}")
                .getBytes(StandardCharsets.UTF_8)));
    stage.await("select zone from request.partner where partner_id = ?", partner);

    var key =
        new SequenceKey(
            partner, done(sequences.create(partner, yearly, 0).await().atMost(PATIENCE)).id());
    var year = java.time.Year.now(java.time.ZoneId.of("Asia/Dhaka")).toString();
    assertThat(reserve(key, "a").number()).isEqualTo(year + "-001");
  }

  @Test
  @DisplayName("C-21: a void number says why, and does not come again")
  void voidNumberIsExplained() {
    var key = create("PAYMENT", "", "P-", 1, "NEVER");
    reserve(key, "a");

    var voided = done(numbers.voidNumber(key, "P-1", "typed twice", "x").await().atMost(PATIENCE));

    assertThat(voided.voided().orElseThrow().reason()).isEqualTo("typed twice");
    assertThat(reserve(key, "b").number()).isEqualTo("P-2");
    assertThat(refusal(numbers.voidNumber(key, "P-1", "again", "x").await().atMost(PATIENCE)))
        .isEqualTo(NumberRefusal.ALREADY_VOIDED);
  }

  @Test
  @DisplayName("F-225, C-21: a counter is set under an approved request only, and never back")
  void counterIsSetUnderAnApproval() {
    stage.person(partner, "supervisor@" + partner, "Supervisor");
    var key = create("JOURNAL", "", "J-", 1, "NEVER");
    reserve(key, "a");
    reserve(key, "b");

    assertThat(refusal(reset(key, 10, UUID.randomUUID()))).isEqualTo(NOT_APPROVED);
    assertThat(refusal(reset(key, 10, approval(key, "10", "r1", Vote.REJECT))))
        .isEqualTo(NOT_APPROVED);
    var ten = approval(key, "10", "r2", Vote.APPROVE);
    assertThat(refusal(reset(key, 11, ten))).isEqualTo(NOT_APPROVED);
    assertThat(refusal(reset(key, 1, approval(key, "1", "r3", Vote.APPROVE))))
        .isEqualTo(WOULD_REISSUE);

    assertThat(done(reset(key, 10, ten)).current()).isEqualTo(10);
    assertThat(refusal(reset(key, 10, ten))).isEqualTo(NumberRefusal.APPROVAL_USED);
    assertThat(reserve(key, "c").number()).isEqualTo("J-11");
    numbers.voidNumber(key, "J-11", "typed twice", "x").await().atMost(PATIENCE);
    var events =
        stage.query(
            "select ce_type, convert_from(body, 'UTF8') from request.sequence_event"
                + " where partner_id = ?",
            partner);
    assertThat(events)
        .extracting(event -> String.valueOf(event.getFirst()))
        .contains("sequence.number_issued", "sequence.number_voided", "sequence.counter_reset");
    assertThat(events)
        .allSatisfy(event ->
            assertThat(
                    Contract.problems(
                        String.valueOf(event.getFirst()), String.valueOf(event.getLast())))
                .isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update request.issued_number set number = 'X'",
        "delete from request.issued_number",
        "truncate request.issued_number cascade",
        "delete from request.voided_number",
        "delete from request.sequence_counter",
        "update request.sequence_counter set value = 0",
        "update request.sequence set document_type = 'ORDER'",
        "insert into request.issued_number select partner_id, document_type, number, sequence_id,"
            + " period, value, key || '2', issued_by, issued_at from request.issued_number",
        "insert into request.counter_reset select partner_id, gen_random_uuid(), sequence_id,"
            + " period, value, 0, 'x', gen_random_uuid(), 'x', now() from request.issued_number"
      })
  @DisplayName("F-178, TN-13: the service's own login cannot re-issue, unissue or count back")
  void databaseRefuses(String attack) throws Exception {
    var key = create("CREDIT", "", "C-", 1, "NEVER");
    reserve(key, "a");
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement()) {
      statement.execute("select set_config('app.partner_ids', '{" + partner + "}', false)");

      assertThatThrownBy(() -> statement.execute(attack)).isInstanceOf(java.sql.SQLException.class);
    }
  }

  @Test
  @DisplayName("TN-01, I-10: another partner's sequence is as unknown as none")
  void sequencesDoNotCrossPartners() throws Exception {
    var key = create("CREDIT", "", "C-", 1, "NEVER");
    reserve(key, "a");

    var foreign = new SequenceKey("numbers-foreign", key.id());

    assertThat(refusal(numbers.reserve(foreign, "a", "x").await().atMost(PATIENCE)))
        .isEqualTo(NumberRefusal.UNKNOWN_SEQUENCE);
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from request.issued_number")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private UUID approval(SequenceKey sequence, String counter, String event, Vote vote) {
    var draft =
        required(partner, event)
            .subject(sequence.id().toString())
            .with(it -> {
              it.put("operation", "sequence_counter_reset");
              it.putObject("material").put("counter", counter);
            });
    var request = cast.open(draft);
    cast.decide(request, draft, "supervisor@" + partner, vote);
    return request;
  }

  private Answer<StoredSequence> reset(SequenceKey key, long to, UUID approval) {
    return numbers
        .reset(key, new Numbers.Reset(to, "a new series", approval), "admin")
        .await()
        .atMost(PATIENCE);
  }

  private void rollBack(SequenceKey sequence, String key) {
    var work =
        transaction.run(
            Set.of(partner),
            connection ->
                writer
                    .reserve(connection, sequence, List.of(key), "x")
                    .flatMap(_ -> Uni.createFrom().<Void>failure(new Abandoned())));
    assertThatThrownBy(() -> work.await().atMost(PATIENCE)).isInstanceOf(Abandoned.class);
  }

  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private IssuedNumber reserve(SequenceKey sequence, String key) {
    return done(numbers.reserve(sequence, key, "billing").await().atMost(PATIENCE));
  }

  private void update(SequenceKey key, Sequence sequence, int version) {
    done(sequences.update(key, sequence, version).await().atMost(PATIENCE));
  }

  private SequenceKey create(String type, String branch, String prefix, int padding, String reset) {
    var wanted = sequence(type, branch, prefix, padding, reset);
    return new SequenceKey(
        partner, done(sequences.create(partner, wanted, 0).await().atMost(PATIENCE)).id());
  }

  private static Sequence sequence(
      String type, String branch, String prefix, int padding, String reset) {
    return switch (SequenceRules.check(new Draft(type, branch, prefix, padding, reset))) {
      case Checked.Good(var sequence) -> sequence;
      case Checked.Bad(var violations) -> throw new AssertionError(violations);
    };
  }

  private static <T> T done(Answer<T> answer) {
    return switch (answer) {
      case Answer.Done<T>(var value) -> value;
      case Answer.Refused<T> refused -> throw new AssertionError(refused);
    };
  }

  private static <T> NumberRefusal refusal(Answer<T> answer) {
    return switch (answer) {
      case Answer.Done<T> done -> throw new AssertionError(done);
      case Answer.Refused<T>(var refusal, _) -> refusal;
    };
  }
}
