package dev.countersign.notification.app;

import dev.countersign.notification.app.MailErrand.RequestProgress;
import dev.countersign.notification.core.Channel;
import dev.countersign.notification.core.Notices;
import dev.countersign.notification.core.Person.Standing;
import dev.countersign.notification.core.Result;
import dev.countersign.notification.core.Result.AddressUnknown;
import dev.countersign.notification.core.Result.Delivered;
import dev.countersign.notification.core.Result.Superseded;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sends the mails that are due, in rounds: find, claim, send a bounded number at once, record. */
@ApplicationScoped
public class DeliverMails {
  private static final int PER_ROUND = 64;
  private static final int AT_ONCE = 16;

  private final Deliveries deliveries;
  private final Directory directory;
  private final PostOffice postOffice;
  private final Attempts attempts;
  private final Rounds rounds = new Rounds("mail", this::round);

  DeliverMails(
      Deliveries deliveries, Directory directory, PostOffice postOffice, Attempts attempts) {
    this.deliveries = deliveries;
    this.directory = directory;
    this.postOffice = postOffice;
    this.attempts = attempts;
  }

  public void wake() {
    rounds.wake();
  }

  /** One round; tells how many mails it dealt with. */
  Uni<Integer> round() {
    return deliveries
        .dueMails(PER_ROUND)
        .flatMap(ids -> ids.isEmpty() ? none() : deliveries.claimMails(ids))
        .flatMap(this::sendAll);
  }

  private static Uni<List<MailErrand>> none() {
    return Uni.createFrom().item(List.of());
  }

  private Uni<Integer> sendAll(List<MailErrand> errands) {
    if (errands.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return Multi.createFrom()
        .iterable(errands)
        .onItem()
        .transformToUni(this::attempt)
        .merge(AT_ONCE)
        .collect()
        .asList()
        .call(deliveries::settle)
        .map(List::size);
  }

  private Uni<Settled> attempt(MailErrand errand) {
    return send(errand).map(result -> attempts.settle(errand.claimed(), result));
  }

  private Uni<Result> send(MailErrand errand) {
    return errand.claimed().channel() == Channel.ROLE_MAIL
        ? spread(errand.claimed())
        : sendToPerson(errand);
  }

  private Uni<Result> sendToPerson(MailErrand errand) {
    var addressee = errand.addressee();
    if (isNoLongerNeeded(errand)) {
      return result(new Superseded("REQUEST_ENDED"));
    }
    if (addressee.isEmpty()) {
      return result(new AddressUnknown());
    }
    if (addressee.get().standing() == Standing.LEFT) {
      return result(new Superseded("PERSON_LEFT"));
    }
    return postOffice.send(errand);
  }

  /** Nobody is asked to decide what is decided already (G15). */
  private static boolean isNoLongerNeeded(MailErrand errand) {
    return errand.claimed().channel() == Channel.MAIL
        && !errand.claimed().kind().endsRequest()
        && errand.progress() == RequestProgress.ENDED;
  }

  /** The members are written down as deliveries of their own first, so that none is lost. */
  private Uni<Result> spread(Claimed claimed) {
    return directory
        .membersOf(claimed.id().partnerId(), claimed.recipient())
        .map(members -> Notices.forMembers(members, claimed.facts().maker()))
        .flatMap(notices ->
            notices.isEmpty()
                ? result(new AddressUnknown())
                : deliveries
                    .add(
                        notices.stream()
                            .map(notice -> planned(claimed, notice.personId()))
                            .toList())
                    .replaceWith(new Delivered("MEMBERS_" + notices.size())));
  }

  private static PlannedDelivery planned(Claimed claimed, String personId) {
    return PlannedDelivery.of(claimed.event(), claimed.eventId(), Channel.MAIL, personId);
  }

  private static Uni<Result> result(Result result) {
    return Uni.createFrom().item(result);
  }
}
