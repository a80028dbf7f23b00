package dev.countersign.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps a request from hiding another one (RP-10). The framework refuses malformed lengths and
 * codings itself, but drops a length that contradicts a transfer coding without telling. So nothing
 * more is read from a connection that sent a coding, as RFC 9112 section 6.1 asks: what a server
 * before this one could have taken for the rest of the body is never taken for a request.
 */
@ApplicationScoped
class WireGuard {

  private static final int FIRST = 1000;

  void register(@Observes Filters filters) {
    filters.register(WireGuard::endAfterCoding, FIRST);
  }

  private static void endAfterCoding(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() != HttpVersion.HTTP_2
        && request.headers().contains("Transfer-Encoding")) {
      context.addEndHandler(_ -> request.connection().close());
    }
    context.next();
  }
}
