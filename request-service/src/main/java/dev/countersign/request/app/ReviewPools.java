package dev.countersign.request.app;

import dev.countersign.request.app.PoolReviews.Due;
import dev.countersign.request.app.PoolReviews.Page;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Reply;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Ruling;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * T-19: the directory changed, or a window began or ended. Every open step that it may concern is
 * looked at again: a page of steps at a time, each request in a transaction and by a ruling of its
 * own. Doing it twice changes nothing.
 */
@ApplicationScoped
public class ReviewPools {
  private static final RequestCommand REVIEW = new RequestCommand.ReviewPools();

  private final PoolReviews reviews;
  private final Requests requests;

  ReviewPools(PoolReviews reviews, Requests requests) {
    this.reviews = reviews;
    this.requests = requests;
  }

  /** How many pages were looked at; none means that nothing is due. */
  public Uni<Integer> handle(Actor.Service actor) {
    return reviews.partners().flatMap(partners -> sum(partners, this::ofPartner));
  }

  private Uni<Integer> ofPartner(String partner) {
    return reviews
        .claim(partner)
        .call(due -> due.isEmpty() ? Uni.createFrom().voidItem() : reviews.checkPolicies(partner))
        .flatMap(due -> sum(due, this::page));
  }

  private Uni<Integer> page(Due due) {
    return reviews
        .page(due)
        .call(page -> look(due, page))
        .call(page -> reviews.done(due, page))
        .map(_ -> 1);
  }

  private Uni<Integer> look(Due due, Page page) {
    return sum(
        page.requests(),
        request ->
            requests.change(new Target(due.partner(), request, Optional.empty()), new Reviewing()));
  }

  private static <T> Uni<Integer> sum(List<T> items, Function<T, Uni<Integer>> work) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(work::apply)
        .collect()
        .with(Collectors.summingInt(count -> count));
  }

  /** The number of requests that changed by it: one or none. */
  private static final class Reviewing implements Conversation<Integer> {

    @Override
    public PeopleAsked peopleAsked(RequestState state, Emergency emergency) {
      return PeopleAsked.by(REVIEW, state);
    }

    @Override
    public Integer unknown() {
      return 0;
    }

    @Override
    public Reply<Integer> reply(Loaded loaded, Emergency emergency) {
      return switch (RequestDecider.decide(REVIEW, loaded.state(), loaded.context())) {
        case Ruling.Refused _ -> new Reply<>(0, Optional.empty());
        case Ruling.Accepted(var events) ->
            new Reply<>(1, Optional.of(Transition.of(loaded, events).change()));
      };
    }
  }
}
