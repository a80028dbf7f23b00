package dev.countersign.platform.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Counts refusals, and tells whoever keeps attempts about those of a known caller (F-166). */
@ApplicationScoped
class RefusalWatch {

  private final RoutingContext context;
  private final Event<Attempt> attempts;
  private final MeterRegistry metrics;

  RefusalWatch(RoutingContext context, Event<Attempt> attempts, MeterRegistry metrics) {
    this.context = context;
    this.attempts = attempts;
    this.metrics = metrics;
  }

  void see(Problem problem) {
    if (problem.status() != 403 && problem.status() != 404 && problem.status() != 409) {
      return;
    }
    metrics.counter("countersign_refused_calls", "code", problem.code()).increment();
    if (context.user() instanceof QuarkusHttpUser user
        && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token
        && token.getSubject() != null
        && TokenClaims.of(token, "partner") instanceof String partner
        && Caller.isPartner(partner)) {
      String target = context.request().method() + " " + context.normalizedPath();
      attempts.fireAsync(
          new Attempt(partner, token.getSubject(), problem.status(), problem.code(), target));
    }
  }
}
