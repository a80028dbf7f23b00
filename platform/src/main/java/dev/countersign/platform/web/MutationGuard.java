package dev.countersign.platform.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from acting with a person's cookie. Besides the cookie's own SameSite, a change
 * needs a header that no foreign page can set, and the browser's word that the page is ours. A
 * bearer token is not sent by itself, so its bearer is exempt.
 */
class MutationGuard {

  static final String HEADER = "X-Countersign";
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  @ServerRequestFilter(preMatching = true)
  void check(ContainerRequestContext request) {
    boolean mayAct = READS.contains(request.getMethod()) || isBearer(request) || isOurs(request);
    if (!mayAct) {
      throw new ProblemException(
          403, "cross_site_request", "A change needs the header X-Countersign, from our own page.");
    }
  }

  /** The framework would hand a resource null where it expects a body; a read expects none. */
  @ServerRequestFilter
  void requireBody(ContainerRequestContext request) {
    MediaType type = request.getMediaType();
    boolean isJson = type != null && JsonDoor.isJson(type);
    boolean isChunked = request.getHeaderString("Transfer-Encoding") != null;
    boolean isRead = READS.contains(request.getMethod());
    if (isJson && !isRead && !isChunked && request.getLength() <= 0) {
      throw new ProblemException(400, "json_invalid", "The body is empty.");
    }
  }

  private static boolean isOurs(ContainerRequestContext request) {
    boolean hasCookie = request.getHeaderString(HttpHeaders.COOKIE) != null;
    return !hasCookie || ("1".equals(request.getHeaderString(HEADER)) && isSameOrigin(request));
  }

  /** Browsers that do not tell are held by the header alone. */
  private static boolean isSameOrigin(ContainerRequestContext request) {
    @Nullable String site = request.getHeaderString("Sec-Fetch-Site");
    return site == null || site.equals("same-origin");
  }

  private static boolean isBearer(ContainerRequestContext request) {
    @Nullable String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ");
  }
}
