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

  /** What an admin reads instead of the override's button, because it can be put right. */
  private static final Set<Refusal> WORTH_SAYING =
      EnumSet.of(
          Refusal.WITNESS_REQUIRED,
          Refusal.WITNESS_NOT_INDEPENDENT,
          Refusal.OVERRIDE_QUOTA_EXHAUSTED,
          Refusal.OVERRIDE_REVIEWS_OVERDUE,
          Refusal.REVIEWER_INVOLVED,
          Refusal.MAKER_MAY_NOT_DECIDE);

  /**
   * What somebody had sent when it was refused, so that it can be put right.
   *
   * @param fields what was typed besides the reason, by name
   */
  record Sent(String path, String reason, Map<String, String> fields) {
    static final Sent NOTHING = new Sent("", "");

    Sent {
      fields = Map.copyOf(fields);
    }

    Sent(String path, String reason) {
      this(path, reason, Map.of());
    }

    boolean isTyped() {
      return !reason.isEmpty() || !fields.isEmpty();
    }
  }

  private final Outlook outlook;
  private final RequestPages.Onlooker onlooker;
  private final Map<String, String> names;
  private final Release release;
  private final Sent sent;
  private final Tongue tongue;
  private final ActWords words;

  ActForms(RequestPages.Material read, Sent sent, Tongue tongue) {
    outlook = read.outlook();
    onlooker = read.onlooker();
    names = read.names();
    release = read.request().conduct().release();
    this.sent = sent;
    this.tongue = tongue;
    this.words = tongue.acts();
  }

  List<ActForm> all() {
    var forms = new ArrayList<ActForm>();
    possible(Deed.RESUBMIT, Offer.RESUBMIT).ifPresent(forms::add);
    possible(Deed.REVOKE, Offer.REVOKE).ifPresent(forms::add);
    official(Deed.REVIEW, "controller", Offer.REVIEW, finding()).ifPresent(forms::add);
    possible(Deed.RELEASE, Offer.RELEASE).ifPresent(forms::add);
    if (outlook.allows(Deed.REASSIGN)) {
      outlook.pools().forEach((step, pool) -> reassigning(step, pool).ifPresent(forms::add));
    }
    possible(Deed.CANCEL, onlooker.isMaker() ? Offer.WITHDRAW : Offer.CANCEL).ifPresent(forms::add);
    override().ifPresent(forms::add);
    if (isPossibleWitness(outlook, onlooker)) {
      forms.add(form(Offer.WITNESS, overrider(), mustSignIn(Offer.WITNESS)));
    }
    return List.copyOf(forms);
  }

  /** Who could override asks for a witness, and is none. */
  static boolean isPossibleWitness(Outlook outlook, RequestPages.Onlooker onlooker) {
    return !onlooker.is("partner_admin") && outlook.allows(Deed.WITNESS);
  }

  private Input overrider() {
    var typed =
        sent.path().equals(Offer.WITNESS.path())
            ? sent.fields().getOrDefault(SentAct.OVERRIDER, "")
            : "";
    var line = new Text(SentAct.OVERRIDER, words.overrider(), typed);
    return new Input(List.of(), List.of(), List.of(line));
  }

  private Input finding() {
    var options =
        List.of(
            new Option("JUSTIFIED", words.justified()),
            new Option("NOT_JUSTIFIED", words.notJustified()));
    return new Input(
        List.of(), List.of(new Choice("finding", words.finding(), options)), List.of());
  }

  private Optional<ActForm> override() {
    var hindrance = outlook.allows(Deed.OVERRIDE) ? mustSignIn(Offer.OVERRIDE) : "";
    return hindrance.isEmpty()
        ? official(Deed.OVERRIDE, "partner_admin", Offer.OVERRIDE, Input.NONE)
        : Optional.of(form(Offer.OVERRIDE, Input.NONE, hindrance));
  }

  /** Who has to sign in first reads so beside the button, as long as nothing is typed. */
  private String mustSignIn(Offer offer) {
    return outlook.stepUp().isPresent() && !sent.path().equals(offer.path())
        ? words.signInFirst()
        : "";
  }

  private Wording wording(Offer offer) {
    return new Wording(
        words.title(offer),
        words.hint(offer) + more(offer),
        words.button(offer),
        offer.tone(),
        reasonLabel(offer));
  }

  /** What the hint of an offer adds for this request. */
  private String more(Offer offer) {
    return switch (offer) {
      case RELEASE ->
          " " + (release == Release.NOT_KEPT ? words.sendAgain() : words.evaluatedAgain());
      case OVERRIDE ->
          outlook.witness().map(witness -> " " + words.hasWitness(named(witness))).orElse("");
      case RESUBMIT, REVOKE, REVIEW, REASSIGN, WITHDRAW, CANCEL, WITNESS -> "";
    };
  }

  private String reasonLabel(Offer offer) {
    return switch (offer) {
      case RESUBMIT -> words.whyUnchanged();
      case REVIEW -> words.whatFound();
      case RELEASE -> words.whatPutRight();
      case OVERRIDE -> words.whatEmergency();
      case REVOKE, REASSIGN, WITHDRAW, CANCEL -> words.why();
      case WITNESS -> "";
    };
  }

  private Optional<ActForm> reassigning(int step, Collection<PersonId> pool) {
    var me = new PersonId(onlooker.person());
    var choices = new ArrayList<Choice>();
    if (onlooker.is("operator")) {
      choices.add(new Choice("from", words.whosePlace(), options(pool)));
    } else if (!pool.contains(me)) {
      return Optional.empty();
    }
    var others =
        onlooker.is("operator") ? pool : pool.stream().filter(it -> !it.equals(me)).toList();
    if (others.isEmpty() || pool.size() < 2) {
      return Optional.empty();
    }
    choices.add(new Choice("to", words.toWhom(), options(others)));
    var usual = wording(Offer.REASSIGN);
    var wording =
        new Wording(
            outlook.pools().size() > 1 ? words.handOnIn(step) : usual.title(),
            usual.hint(),
            usual.button(),
            usual.tone(),
            usual.reasonLabel());
    var hidden = List.of(new Hidden("step", Integer.toString(step)));
    return Optional.of(form(Offer.REASSIGN, wording, new Input(hidden, choices, List.of()), ""));
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

  private Optional<ActForm> possible(Deed deed, Offer offer) {
    return outlook.allows(deed) ? Optional.of(form(offer, Input.NONE, "")) : Optional.empty();
  }

  /** Who holds the office reads why the button is off, where that can be put right. */
  private Optional<ActForm> official(Deed deed, String group, Offer offer, Input input) {
    if (!onlooker.is(group)) {
      return Optional.empty();
    }
    return Optional.ofNullable(outlook.hindrances().get(deed))
        .map(refusal ->
            Optional.of(refusal)
                .filter(WORTH_SAYING::contains)
                .map(it -> form(offer, input, RefusalWords.of(it, tongue).sentence())))
        .orElseGet(() -> Optional.of(form(offer, input, "")));
  }

  private ActForm form(Offer offer, Input input, String hindrance) {
    return form(offer, wording(offer), input, hindrance);
  }

  private ActForm form(Offer offer, Wording wording, Input input, String hindrance) {
    var again = sent.path().equals(offer.path());
    return new ActForm(
        offer.path(),
        wording,
        input,
        UUID.randomUUID().toString(),
        hindrance,
        again || offer == Offer.RESUBMIT || offer == Offer.REVOKE || offer == Offer.REVIEW,
        again ? sent.reason() : "");
  }
}
