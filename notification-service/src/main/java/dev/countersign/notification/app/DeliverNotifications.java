package dev.countersign.notification.app;

import static java.util.stream.Collectors.groupingBy;

import dev.countersign.notification.app.PersonErrand.RequestProgress;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Notices;
import dev.countersign.notification.core.Person.Standing;
import dev.countersign.notification.core.Purpose;
import dev.countersign.notification.core.Result;
import dev.countersign.notification.core.Result.AddressUnknown;
import dev.countersign.notification.core.Result.Delivered;
import dev.countersign.notification.core.Result.Superseded;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Sends what is due to people, in rounds: find, claim, send a bounded number at once, record. Mails
 * are part of the round; another channel's deliveries go beside it and the channel rests until they
 * are recorded, so that a slow one holds up nobody else.
 */
@ApplicationScoped
public class DeliverNotifications {
  private static final Logger LOG = Logger.getLogger(DeliverNotifications.class);
  private static final int PER_ROUND = 64;
  private static final int AT_ONCE = 16;

  private final Deliveries deliveries;
  private final Directory directory;
  private final Channels channels;
  private final Attempts attempts;
  private final Set<ChannelName> busy = ConcurrentHashMap.newKeySet();
  private final Rounds rounds = new Rounds("notification", this::round);

  DeliverNotifications(
      Deliveries deliveries, Directory directory, Channels channels, Attempts attempts) {
    this.deliveries = deliveries;
    this.directory = directory;
    this.channels = channels;
    this.attempts = attempts;
  }

  public void wake() {
    rounds.wake();
  }

  /** One round; tells how many deliveries it dealt with. */
  Uni<Integer> round() {
    return deliveries
        .dueToPeople(Set.copyOf(busy), PER_ROUND)
        .flatMap(ids -> ids.isEmpty() ? none() : deliveries.claimToPeople(ids))
        .flatMap(this::sendAll);
  }

  private static Uni<List<PersonErrand>> none() {
    return Uni.createFrom().item(List.of());
  }

  private Uni<Integer> sendAll(List<PersonErrand> errands) {
    var byChannel = errands.stream().collect(groupingBy(errand -> errand.claimed().channel()));
    var mails = byChannel.remove(ChannelName.EMAIL);
    byChannel.forEach(this::start);
    return mails == null
        ? Uni.createFrom().item(errands.size())
        : deliver(mails).replaceWith(errands.size());
  }

  private void start(ChannelName channel, List<PersonErrand> errands) {
    busy.add(channel);
    deliver(errands)
        .onTermination()
        .invoke(() -> {
          busy.remove(channel);
          rounds.wake();
        })
        .subscribe()
        .with(
            _ -> {},
            failure ->
                LOG.warnf(
                    "attempts not recorded, they will be repeated channel=%s: %s",
                    channel, failure));
  }

  private Uni<Void> deliver(List<PersonErrand> errands) {
    return Multi.createFrom()
        .iterable(errands)
        .onItem()
        .transformToUni(this::attempt)
        .merge(AT_ONCE)
        .collect()
        .asList()
        .flatMap(deliveries::settle);
  }

  private Uni<Settled> attempt(PersonErrand errand) {
    return switch (errand.claimed().purpose()) {
      case ROLE ->
          spread(errand.claimed()).map(result -> attempts.settle(errand.claimed(), result));
      case DIGEST -> sendDigest(errand);
      case PERSON, OWNER, ENDPOINT ->
          sendToPerson(errand).map(result -> attempts.settle(errand.claimed(), result));
    };
  }

  private Uni<Result> sendToPerson(PersonErrand errand) {
    return isNoLongerNeeded(errand) ? result(new Superseded("REQUEST_ENDED")) : send(errand);
  }

  /** What is no longer worth telling stays out of the digest; a digest of nothing is not sent. */
  private Uni<Settled> sendDigest(PersonErrand errand) {
    var parts = DigestParts.of(errand);
    var result =
        parts.digest().kept().isEmpty()
            ? result(new Superseded("NOTHING_LEFT"))
            : send(parts.errand());
    return result.map(it -> parts.settled(attempts.settle(errand.claimed(), it)));
  }

  private Uni<Result> send(PersonErrand errand) {
    var addressee = errand.addressee();
    if (addressee.isEmpty()) {
      return result(new AddressUnknown());
    }
    if (addressee.get().standing() == Standing.LEFT) {
      return result(new Superseded("PERSON_LEFT"));
    }
    return channels.deliver(
        new Notification(
            errand.claimed(),
            new Receiver.Human(addressee.get()),
            errand.votes(),
            errand.names(),
            errand.gathered()));
  }

  /** Nobody is asked to decide what is decided already (G15). */
  private static boolean isNoLongerNeeded(PersonErrand errand) {
    return errand.claimed().purpose() == Purpose.PERSON
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
                            .map(notice -> PlannedDelivery.of(claimed, notice.personId()))
                            .toList())
                    .replaceWith(new Delivered("MEMBERS_" + notices.size())));
  }

  private static Uni<Result> result(Result result) {
    return Uni.createFrom().item(result);
  }
}
