package dev.countersign.platform.page;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends a person's session: the cookie is the session, so removing it is all there is to do. It is a
 * route and no resource, because its address depends on the service.
 */
@ApplicationScoped
class SignOut {

  private static final String SESSION = "q_session";

  private final String service;

  SignOut(@ConfigProperty(name = "countersign.service") String service) {
    this.service = service;
  }

  void register(@Observes Router router) {
    router.post("/" + service + "/sign-out").handler(SignOut::signOut);
  }

  private static void signOut(RoutingContext context) {
    if (!"1".equals(context.request().getHeader("X-Countersign"))) {
      context.response().setStatusCode(403).end();
      return;
    }
    removeSession(context);
    context.response().setStatusCode(204).putHeader("HX-Redirect", "/").end();
  }

  static void removeSession(RoutingContext context) {
    // A large session is spread over several cookies, which all start with the same name.
    for (Cookie cookie : List.copyOf(context.request().cookies())) {
      if (cookie.getName().startsWith(SESSION)) {
        context.response().addCookie(removed(cookie.getName()));
      }
    }
  }

  private static Cookie removed(String name) {
    return Cookie.cookie(name, "")
        .setPath("/")
        .setMaxAge(0)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX);
  }
}
