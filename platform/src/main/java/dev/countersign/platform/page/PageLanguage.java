package dev.countersign.platform.page;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The language of a page: what the person chose on one, else what their browser prefers. Every
 * template that is rendered for a request has it, and every page says so to browsers and caches.
 */
@ApplicationScoped
class PageLanguage {

  static final String COOKIE = "countersign_language";
  private static final String KNOWN = PageLanguage.class.getName();
  private static final int EARLY = 20;

  private final String service;

  PageLanguage(@ConfigProperty(name = "countersign.service") String service) {
    this.service = service;
  }

  void register(@Observes Router router) {
    router.post("/" + service + "/language/:tag").handler(PageLanguage::choose);
  }

  void announce(@Observes Filters filters) {
    filters.register(PageLanguage::announce, EARLY);
  }

  void speak(@Observes EngineBuilder engine) {
    engine.addTemplateInstanceInitializer(PageLanguage::speak);
  }

  static Language of(RoutingContext context) {
    @Nullable Language known = context.get(KNOWN);
    if (known != null) {
      return known;
    }
    @Nullable Cookie cookie = context.request().getCookie(COOKIE);
    var language =
        Language.of(
            cookie == null ? null : cookie.getValue(),
            context.request().getHeader("Accept-Language"));
    context.put(KNOWN, language);
    return language;
  }

  /** What is rendered for nobody who asks, such as a mail, is told its language by its sender. */
  private static void speak(TemplateInstance instance) {
    current().ifPresent(it -> instance.setLocale(of(it).locale()));
  }

  private static Optional<RoutingContext> current() {
    var container = Arc.container();
    if (container == null || !container.requestContext().isActive()) {
      return Optional.empty();
    }
    return Optional.ofNullable(container.instance(CurrentVertxRequest.class).get().getCurrent());
  }

  private static void announce(RoutingContext context) {
    context.addHeadersEndHandler(_ -> {
      var headers = context.response().headers();
      @Nullable String type = headers.get("Content-Type");
      if (type != null && type.startsWith("text/html")) {
        headers.set("Content-Language", of(context).tag());
        headers.add("Vary", "Accept-Language, Cookie");
      }
    });
    context.next();
  }

  /**
   * A plain form: it needs no script. A foreign page may not choose; what is unknown is nothing.
   */
  private static void choose(RoutingContext context) {
    @Nullable String site = context.request().getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      context.response().setStatusCode(403).end();
      return;
    }
    Language.named(context.pathParam("tag"))
        .ifPresent(it -> context.response().addCookie(cookie(it, context)));
    context.response().setStatusCode(303).putHeader("Location", cameFrom(context)).end();
  }

  private static Cookie cookie(Language language, RoutingContext context) {
    return Cookie.cookie(COOKIE, language.tag())
        .setPath("/")
        .setMaxAge(Duration.ofDays(365).toSeconds())
        .setHttpOnly(true)
        .setSecure("https".equals(context.request().scheme()))
        .setSameSite(CookieSameSite.LAX);
  }

  /** The page the form was on, and never another site: of its address only the path is kept. */
  private static String cameFrom(RoutingContext context) {
    @Nullable String referrer = context.request().getHeader("Referer");
    try {
      URI page = URI.create(referrer == null ? "/" : referrer);
      @Nullable String path = page.getRawPath();
      if (path == null || !path.startsWith("/") || path.startsWith("//")) {
        return "/";
      }
      return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
    } catch (IllegalArgumentException _) {
      return "/";
    }
  }
}
