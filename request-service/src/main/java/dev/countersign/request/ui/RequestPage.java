package dev.countersign.request.ui;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request page, in the order in which a person decides: what, how much, why me, what changed.
 */
public record RequestPage(
    String id,
    Heading heading,
    Reason why,
    Payload payload,
    List<Stage> stages,
    Standpoint standpoint,
    List<ActForm> acts,
    Chronicle chronicle,
    Facts facts,
    Optional<Notice> notice) {

  public boolean isOpen() {
    return facts.closed().isEmpty();
  }

  /** What and how much. */
  public record Heading(
      String operation, String subject, int revision, @Nullable Money amount, Badge badge) {}

  /** Why this person is asked, and the rule that asked, in the policy's own words. */
  public record Reason(String sentence, List<Rule> rules) {
    public Reason {
      rules = List.copyOf(rules);
    }
  }

  /** A rule as a sentence, and the language of it: a trace is in English, whoever reads it. */
  public record Rule(String text, String language) {}

  /** The fields the digest covers first; everything else of the event is folded away. */
  public record Payload(
      Optional<Who> maker,
      String makerReason,
      List<Field> material,
      List<Field> data,
      Optional<Earlier> earlier,
      Optional<Asked> asked) {

    public boolean isCompared() {
      return earlier.isPresent();
    }

    public boolean isUnchanged() {
      return material.stream().noneMatch(Field::isChanged);
    }
  }

  /** What a checker wants the fields to say instead, while the maker has not answered (C-11). */
  public record Asked(String by, List<Field> fields) {
    public Asked {
      fields = List.copyOf(fields);
    }
  }

  /**
   * What the fields are compared to: an earlier attempt, or a request about an earlier revision.
   */
  public record Earlier(String sentence, String link, String linkText) {
    public boolean isLinked() {
      return !link.isEmpty();
    }
  }

  /** Everything that happened, as the ledger has it. */
  public record Chronicle(List<HistoryLine> entries, String waits, String took) {
    public Chronicle {
      entries = List.copyOf(entries);
    }
  }

  /** Either a form, or the one sentence that says why there is none. */
  public record Standpoint(
      Optional<DecisionForm> form,
      String hindrance,
      Moment due,
      Urgency urgency,
      Optional<SignInAgain> signInAgain) {

    /** What cannot be sent yet is not asked for; what was typed before that was known is kept. */
    public boolean isAskable() {
      return signInAgain.isEmpty() || signInAgain.get().isBeside();
    }
  }

  /** The small print an auditor asks for. */
  public record Facts(
      Moment created,
      Moment expires,
      Optional<Moment> closed,
      int policyVersion,
      String digest,
      String event,
      String eventType,
      int iteration) {

    /** Enough to compare by eye; the whole digest stands in the tooltip and in the API. */
    public String shortDigest() {
      return digest.length() > 12 ? digest.substring(0, 12) : digest;
    }
  }
}
