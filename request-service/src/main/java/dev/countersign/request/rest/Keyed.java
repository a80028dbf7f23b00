package dev.countersign.request.rest;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.Idempotency;
import dev.countersign.platform.web.Idempotency.Answer;
import dev.countersign.platform.web.Idempotency.Answer.Kept;
import dev.countersign.platform.web.Idempotency.Answer.Refused;
import dev.countersign.platform.web.Idempotency.Reply;
import dev.countersign.platform.web.Once;
import dev.countersign.platform.web.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what a POST asks once per Idempotency-Key (I7, I8): whoever repeats it gets the same bytes,
 * and whoever asks for something else under the key a 422. A refusal may be asked again.
 */
@RequestScoped
class Keyed {
  static final String HEADER = "Idempotency-Key";

  private final Once once;
  private final Caller caller;
  private final UriInfo uri;

  Keyed(Once once, Caller caller, UriInfo uri) {
    this.once = once;
    this.caller = caller;
    this.uri = uri;
  }

  /** What a call asks: the key it came under, what stood in it, and what its answer is. */
  record Call<T>(@Nullable String key, Object body, Class<T> answer) {}

  /** For work that is one transaction. */
  <T> Uni<T> once(Call<T> call, Supplier<Uni<T>> work) {
    return once.ask(asking(call), () -> answer(work.get())).map(answer -> read(call, answer));
  }

  /** For work of many transactions, each of which can be repeated without harm. */
  <T> Uni<T> inParts(Call<T> call, Supplier<Uni<T>> work) {
    return once.askInParts(
            asking(call), () -> work.get().map(document -> Reply.json(200, document)))
        .map(reply -> Json.read(reply.body(), call.answer()));
  }

  private Idempotency.Asking asking(Call<?> call) {
    return Idempotency.asking(caller, call.key(), "POST " + uri.getPath(), call.body());
  }

  private static <T> Uni<Answer<ProblemException>> answer(Uni<T> work) {
    return work.<Answer<ProblemException>>map(document -> new Kept<>(Reply.json(200, document)))
        .onFailure(ProblemException.class)
        .recoverWithItem(problem -> new Refused<>(problem));
  }

  /** The first caller's answer takes the same way as every later one, so they are the same. */
  private static <T> T read(Call<T> call, Answer<ProblemException> answer) {
    return switch (answer) {
      case Kept(var reply) -> Json.read(reply.body(), call.answer());
      case Refused(var problem) -> throw problem;
    };
  }
}
