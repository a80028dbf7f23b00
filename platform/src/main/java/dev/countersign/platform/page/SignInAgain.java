package dev.countersign.platform.page;

import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Leads a person with a session through the issuer once more, and back to the page they came from:
 * for what needs a fresh sign-in (AN-18). Leaving ends the session, since the framework would
 * otherwise go on with it; the second address is what the sign-in comes back to.
 */
@ApplicationScoped
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
class SignInAgain implements OidcRedirectFilter {
  /** Pages of ours, which have plain names; nobody is sent elsewhere (OUT-08). */
  private static final Pattern PAGE = Pattern.compile("(/[A-Za-z0-9_-]{1,100}){1,8}");

  private final String leaving;
  private final String returned;
  private final Duration maxAge;
  private final List<String> levels;

  SignInAgain(
      @ConfigProperty(name = "countersign.service") String service,
      @ConfigProperty(name = "countersign.step-up.max-age", defaultValue = "PT15M") Duration maxAge,
      @ConfigProperty(name = "countersign.step-up.acr-values") Optional<List<String>> levels) {
    leaving = "/" + service + "/sign-in";
    returned = "/" + service + "/signed-in";
    this.maxAge = maxAge;
    this.levels = levels.orElse(List.of());
  }

  void register(@Observes Router router) {
    router.get(leaving).handler(this::leave);
    router.get(returned).handler(this::comeBack);
  }

  /** What the issuer is asked besides the usual: to ask the person, whoever it thinks is there. */
  @Override
  public void filter(OidcRedirectContext redirect) {
    if (!redirect.routingContext().normalizedPath().equals(returned)) {
      return;
    }
    redirect.additionalQueryParams().set("prompt", "login");
    redirect.additionalQueryParams().set("max_age", Long.toString(maxAge.toSeconds()));
    if (!levels.isEmpty()) {
      redirect.additionalQueryParams().set("acr_values", String.join(" ", levels));
    }
  }

  /** A foreign page may not end a session by a link. */
  private void leave(RoutingContext context) {
    @Nullable String site = context.request().getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      context.response().setStatusCode(403).end();
      return;
    }
    SignOut.removeSession(context);
    redirect(context, returned + "?to=" + page(context));
  }

  private void comeBack(RoutingContext context) {
    redirect(context, page(context));
  }

  private static String page(RoutingContext context) {
    @Nullable String to = context.request().getParam("to");
    return to != null && PAGE.matcher(to).matches() ? to : "/";
  }

  private static void redirect(RoutingContext context, String to) {
    context.response().setStatusCode(303).putHeader("Location", to).end();
  }
}
