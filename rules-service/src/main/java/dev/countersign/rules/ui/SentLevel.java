package dev.countersign.rules.ui;

import dev.countersign.rules.ui.table.ApproverRow;
import dev.countersign.rules.ui.table.Escalation;
import dev.countersign.rules.ui.table.Level;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form of a level as it came back: one of each field, and four for each approver. */
public class SentLevel {
  @RestForm @Nullable String row;
  @RestForm @Nullable String at;
  @RestForm @Nullable String index;
  @RestForm @Nullable String name;
  @RestForm @Nullable String track;
  @RestForm List<String> approverKind = List.of();
  @RestForm List<String> approverName = List.of();
  @RestForm List<String> approverLocation = List.of();
  @RestForm List<String> approverBranch = List.of();
  @RestForm @Nullable String quorum;
  @RestForm @Nullable String quorumNumber;
  @RestForm @Nullable String rejection;
  @RestForm @Nullable String rejections;
  @RestForm @Nullable String autoApprove;
  @RestForm @Nullable String autoApproveIf;
  @RestForm @Nullable String upperBound;
  @RestForm @Nullable String condition;
  @RestForm @Nullable String active;
  @RestForm @Nullable String after;
  @RestForm @Nullable String what;
  @RestForm @Nullable String to;

  Level level() {
    return new Level(
        SentText.of(name),
        approvers(),
        SentText.counted(SentText.of(quorum), SentText.of(quorumNumber), "COUNT", "PERCENT"),
        SentText.counted(SentText.of(rejection), SentText.of(rejections), "COUNT", "COUNT"),
        new Level.Thresholds(
            SentText.of(autoApprove), SentText.of(autoApproveIf), SentText.of(upperBound)),
        SentText.of(condition),
        active != null,
        "",
        new Escalation(SentText.of(after), SentText.of(what), SentText.of(to), ""));
  }

  private List<ApproverRow> approvers() {
    return IntStream.range(0, approverKind.size())
        .boxed()
        .flatMap(it ->
            ApproverRow.typed(
                SentText.of(approverKind.get(it)),
                SentText.at(approverName, it),
                SentText.at(approverLocation, it),
                SentText.at(approverBranch, it)))
        .toList();
  }
}
