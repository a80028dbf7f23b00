package dev.countersign.request.db;

import dev.countersign.request.app.message.Quorums;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Step.Activation;
import dev.countersign.request.core.step.StepPlan;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import dev.countersign.request.core.step.StepStatus;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The step columns of ReadSql.LOAD. */
final class StepRows {
  private static final int NO = 23;

  private StepRows() {}

  static List<Step> read(List<Row> rows) {
    var steps = new ArrayList<Step>();
    for (Row row : rows) {
      Integer no = row.getInteger(NO);
      var isNext = no != null && (steps.isEmpty() || steps.getLast().no() != no);
      if (isNext) {
        steps.add(RequestRows.withVotes(step(row), rows));
      }
    }
    return steps;
  }

  private static Step step(Row row) {
    var status = StepStatus.valueOf(row.getString(34));
    return new Step(plan(row, status), status, activation(row), Map.of());
  }

  private static StepPlan plan(Row row, StepStatus status) {
    var clocks =
        new Clocks(
            Optional.ofNullable(row.getString(35)).map(Duration::parse),
            OnTimeout.valueOf(row.getString(36)),
            role(row, 37));
    return new StepPlan(
        row.getInteger(NO),
        row.getString(24),
        plannedAs(status),
        new Role(row.getString(25)),
        Quorums.of(row.getString(27), row.getInteger(28)).orElseThrow(),
        RejectionRule.valueOf(row.getString(31)),
        new ReasonRule(row.getBoolean(32), row.getBoolean(33)),
        clocks);
  }

  private static PlannedState plannedAs(StepStatus status) {
    return switch (status) {
      case SKIPPED -> PlannedState.SKIPPED;
      case AUTO_APPROVED -> PlannedState.AUTO_APPROVED;
      case WAITING, ACTIVE, APPROVED, REJECTED, EXPIRED, CANCELLED -> PlannedState.WAITING;
    };
  }

  private static Activation activation(Row row) {
    return new Activation(
        Objects.requireNonNullElse(row.getInteger(29), 0),
        Objects.requireNonNullElse(row.getInteger(30), 0),
        row.getInteger(38),
        role(row, 26),
        Sql.instant(row.getOffsetDateTime(39)),
        Sql.instant(row.getOffsetDateTime(40)));
  }

  private static Optional<Role> role(Row row, int column) {
    return Optional.ofNullable(row.getString(column)).map(Role::new);
  }
}
