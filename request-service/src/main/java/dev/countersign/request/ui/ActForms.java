package dev.countersign.request.ui;

import dev.countersign.request.app.Outlook;
import dev.countersign.request.app.Outlook.Deed;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.read.RequestView.Release;
import dev.countersign.request.ui.ActForm.Choice;
import dev.countersign.request.ui.ActForm.Hidden;
import dev.countersign.request.ui.ActForm.Input;
import dev.countersign.request.ui.ActForm.Option;
import dev.countersign.request.ui.ActForm.Text;
import dev.countersign.request.ui.ActForm.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The forms that one viewer is offered: what the rules would obey, and what an office-holder lacks.
 */
final class ActForms {
  private static final int MOST_NAMED = 200;
  private static final String WHY = "Why";

  /** What an admin reads instead of the override's button, because it can be put right. */
  private static final Set<Refusal> WORTH_SAYING =
      EnumSet.of(
          Refusal.WITNESS_REQUIRED,
          Refusal.WITNESS_NOT_INDEPENDENT,
          Refusal.OVERRIDE_QUOTA_EXHAUSTED,
          Refusal.OVERRIDE_REVIEWS_OVERDUE,
          Refusal.REVIEWER_INVOLVED,
          Refusal.MAKER_MAY_NOT_DECIDE);

  /** What somebody had sent when it was refused, so that it can be put right. */
  record Sent(String path, String reason, Map<String, String> edits) {
    static final Sent NOTHING = new Sent("", "");

    Sent {
      edits = Map.copyOf(edits);
    }

    Sent(String path, String reason) {
      this(path, reason, Map.of());
    }

    boolean isTyped() {
      return !reason.isEmpty() || !edits.isEmpty();
    }
  }

  private final Outlook outlook;
  private final RequestPages.Onlooker onlooker;
  private final Map<String, String> names;
  private final Release release;
  private final Sent sent;

  ActForms(RequestPages.Material read, Sent sent) {
    outlook = read.outlook();
    onlooker = read.onlooker();
    names = read.names();
    release = read.request().conduct().release();
    this.sent = sent;
  }

  List<ActForm> all() {
    var forms = new ArrayList<ActForm>();
    possible(Deed.RESUBMIT, "resubmit", RESUBMIT).ifPresent(forms::add);
    possible(Deed.REVOKE, "revoke", REVOKE).ifPresent(forms::add);
    official(Deed.REVIEW, "review", "controller", REVIEW, FINDING).ifPresent(forms::add);
    possible(Deed.RELEASE, "release", releasing()).ifPresent(forms::add);
    if (outlook.allows(Deed.REASSIGN)) {
      outlook.pools().forEach((step, pool) -> reassigning(step, pool).ifPresent(forms::add));
    }
    possible(Deed.CANCEL, "cancel", onlooker.isMaker() ? WITHDRAW : CANCEL).ifPresent(forms::add);
    override().ifPresent(forms::add);
    if (!onlooker.is("partner_admin") && outlook.allows(Deed.WITNESS)) {
      forms.add(form("witness", WITNESS, OVERRIDER, ""));
    }
    return List.copyOf(forms);
  }

  private static final Wording WITHDRAW =
      new Wording(
          "Withdraw the request",
          "It ends here. What was asked for does not happen.",
          "Withdraw",
          "negative",
          WHY);
  private static final Wording CANCEL =
      new Wording(
          "Cancel as an operator",
          "For what is not needed any more, say because the invoice was voided.",
          "Cancel the request",
          "negative",
          WHY);
  private static final Wording RESUBMIT =
      new Wording(
          "Send it again unchanged",
          "For when nothing needs to change. New content comes as a new revision from where the"
              + " request was made.",
          "Send again",
          "primary",
          "Why nothing needs to change");
  private static final Wording REVOKE =
      new Wording(
          "Stop it before it takes effect",
          "It was approved and is on hold. Stopped, it is rejected for good.",
          "Stop it",
          "negative",
          WHY);
  private static final Wording REVIEW =
      new Wording(
          "Review how it was approved",
          "It was approved in an emergency, or by its own maker. Was that justified?",
          "Record the review",
          "primary",
          "What you found");
  private static final Wording WITNESS =
      new Wording(
          "Stand by an emergency override",
          "A partner's admin can then approve without the checkers, within ten minutes, with your"
              + " name as the witness on the record.",
          "Stand by",
          "",
          "");
  private static final Input OVERRIDER =
      new Input(List.of(), List.of(), List.of(new Text("overrider", "Who overrides (their id)")));
  private static final Input FINDING =
      new Input(
          List.of(),
          List.of(
              new Choice(
                  "finding",
                  "Finding",
                  List.of(
                      new Option("JUSTIFIED", "It was justified"),
                      new Option("NOT_JUSTIFIED", "It was not justified")))),
          List.of());

  /** Who has to sign in first reads so beside the button, as long as nothing is typed. */
  private Optional<ActForm> override() {
    var waits =
        outlook.stepUp().isPresent()
            && outlook.allows(Deed.OVERRIDE)
            && !sent.path().equals("override");
    return waits
        ? Optional.of(
            form("override", overriding(), Input.NONE, "Sign in again first; the link is above."))
        : official(Deed.OVERRIDE, "override", "partner_admin", overriding(), Input.NONE);
  }

  private Wording releasing() {
    var next =
        release == Release.NOT_KEPT
            ? "It came in before events were kept, so its producer has to send it again then."
            : "It is evaluated again as it came in.";
    return new Wording(
        "Release it",
        "For when what kept it from being evaluated has been put right. " + next,
        "Release",
        "primary",
        "What was put right");
  }

  private Wording overriding() {
    var by =
        outlook
            .witness()
            .map(witness -> " %s stands by as the witness.".formatted(named(witness)))
            .orElse("");
    return new Wording(
        "Override in an emergency",
        "Approves without the checkers. It goes on the record, and a controller reviews it." + by,
        "Override",
        "negative",
        "What the emergency is");
  }

  private Optional<ActForm> reassigning(int step, Collection<PersonId> pool) {
    var me = new PersonId(onlooker.person());
    var choices = new ArrayList<Choice>();
    if (onlooker.is("operator")) {
      choices.add(new Choice("from", "Whose place", options(pool)));
    } else if (!pool.contains(me)) {
      return Optional.empty();
    }
    var others =
        onlooker.is("operator") ? pool : pool.stream().filter(it -> !it.equals(me)).toList();
    if (others.isEmpty() || pool.size() < 2) {
      return Optional.empty();
    }
    choices.add(new Choice("to", "To whom", options(others)));
    var wording =
        new Wording(
            outlook.pools().size() > 1 ? "Hand on a place in step " + step : "Hand on a place",
            "To somebody who may decide this step as well.",
            "Hand on",
            "",
            WHY);
    var hidden = List.of(new Hidden("step", Integer.toString(step)));
    return Optional.of(form("reassign", wording, new Input(hidden, choices, List.of()), ""));
  }

  private List<Option> options(Collection<PersonId> people) {
    return people.stream()
        .limit(MOST_NAMED)
        .map(person -> new Option(person.value(), named(person)))
        .toList();
  }

  private String named(PersonId person) {
    var name = names.get(person.value());
    return name == null ? person.value() : name + " (" + person.value() + ")";
  }

  private Optional<ActForm> possible(Deed deed, String path, Wording wording) {
    return outlook.allows(deed)
        ? Optional.of(form(path, wording, Input.NONE, ""))
        : Optional.empty();
  }

  /** Who holds the office reads why the button is off, where that can be put right. */
  private Optional<ActForm> official(
      Deed deed, String path, String group, Wording wording, Input input) {
    if (!onlooker.is(group)) {
      return Optional.empty();
    }
    return Optional.ofNullable(outlook.hindrances().get(deed))
        .map(refusal ->
            Optional.of(refusal)
                .filter(WORTH_SAYING::contains)
                .map(RefusalWords::of)
                .map(words -> form(path, wording, input, words.title() + " " + words.line())))
        .orElseGet(() -> Optional.of(form(path, wording, input, "")));
  }

  private ActForm form(String path, Wording wording, Input input, String hindrance) {
    var again = sent.path().equals(path);
    return new ActForm(
        path,
        wording,
        input,
        UUID.randomUUID().toString(),
        hindrance,
        again || path.equals("resubmit") || path.equals("revoke") || path.equals("review"),
        again ? sent.reason() : "");
  }
}
