package dev.countersign.notification.app;

import dev.countersign.notification.app.EndpointPolicy.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Points a partner's events somewhere; every time with a new secret, shown this once. */
@ApplicationScoped
public class SetEndpoint {
  private final EndpointPolicy policy;
  private final Endpoints endpoints;
  private final Secrets secrets;
  private final CallEndpoints calls;

  SetEndpoint(EndpointPolicy policy, Endpoints endpoints, Secrets secrets, CallEndpoints calls) {
    this.policy = policy;
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.calls = calls;
  }

  /** What became of the wish. */
  public sealed interface Answer {
    record Done(Endpoint endpoint, String secret) implements Answer {
      @Override
      public String toString() {
        return "Done[" + endpoint + "]";
      }
    }

    record NotAllowed(String code) implements Answer {}
  }

  /** Sets the address; whether overrides are accepted stays as it was, at first yes, if unsaid. */
  public Uni<Answer> set(Actor actor, String url, Optional<Boolean> acceptsOverride) {
    return policy
        .judge(url)
        .flatMap(verdict ->
            switch (verdict) {
              case Verdict.Forbidden(var code) ->
                  Uni.createFrom().item(new Answer.NotAllowed(code));
              case Verdict.Allowed(var checked) -> store(actor, checked, acceptsOverride);
            });
  }

  private Uni<Answer> store(Actor actor, URI url, Optional<Boolean> acceptsOverride) {
    return endpoints
        .find(actor.partnerId())
        .map(known -> known.map(Endpoint::id).orElseGet(UUID::randomUUID))
        .flatMap(id -> store(actor, id, url, acceptsOverride));
  }

  private Uni<Answer> store(Actor actor, UUID id, URI url, Optional<Boolean> acceptsOverride) {
    var secret = secrets.create(actor.partnerId(), id);
    var endpoint =
        new Endpoint(
            actor.partnerId(),
            id,
            url,
            secret.sealed(),
            acceptsOverride.orElse(true),
            actor.personId(),
            Instant.now(),
            Optional.empty());
    return endpoints
        .set(endpoint, acceptsOverride)
        .invoke(calls::wake)
        .flatMap(stored ->
            stored
                .map(it -> done(it, secret.text()))
                // Somebody else was the first to set one, and a secret opens with its own id only.
                .orElseGet(() -> store(actor, url, acceptsOverride)));
  }

  private static Uni<Answer> done(Endpoint endpoint, String secret) {
    return Uni.createFrom().item(new Answer.Done(endpoint, secret));
  }
}
