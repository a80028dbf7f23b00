package dev.countersign.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * A bearer shows an access token and nothing else (AN-08, AN-19). Issuers sign ID, refresh and
 * logout tokens with the same key and often for the same audience, so each is told by the marks
 * that only it carries; where an issuer types its access tokens, {@code
 * countersign.oidc.token-type} (RFC 9068: {@code at+jwt}) is asked for as well.
 */
@ApplicationScoped
class AccessTokens {

  /** Claims that stand in ID and logout tokens alone, and the binding to a proof nobody checks. */
  private static final Set<String> FOREIGN_CLAIMS =
      Set.of("nonce", "at_hash", "c_hash", "s_hash", "events", "cnf");

  private static final Set<String> FOREIGN_USES = Set.of("id", "refresh", "logout", "userinfo");
  private static final Set<String> FOREIGN_TYPES = Set.of("logout+jwt", "dpop+jwt", "id+jwt");

  private final Optional<String> wanted;

  AccessTokens(@ConfigProperty(name = "countersign.oidc.token-type") Optional<String> wanted) {
    this.wanted = wanted.map(AccessTokens::plain);
  }

  /** Fails like any other unusable token unless the identity was shown by an access token. */
  SecurityIdentity check(SecurityIdentity identity) {
    if (identity.getPrincipal() instanceof JsonWebToken token && !isAccess(token)) {
      throw new AuthenticationFailedException("Not an access token");
    }
    return identity;
  }

  private boolean isAccess(JsonWebToken token) {
    return FOREIGN_CLAIMS.stream().noneMatch(claim -> TokenClaims.has(token, claim))
        && !FOREIGN_USES.contains(word(TokenClaims.of(token, "token_use")))
        && !FOREIGN_USES.contains(word(TokenClaims.of(token, "typ")))
        && isTyped(typeOf(token));
  }

  private boolean isTyped(String type) {
    return !FOREIGN_TYPES.contains(type) && wanted.map(type::equals).orElse(true);
  }

  private static String typeOf(JsonWebToken token) {
    String raw = token.getRawToken();
    int dot = raw == null ? -1 : raw.indexOf('.');
    if (dot < 0) {
      return "";
    }
    try {
      byte[] header = Base64.getUrlDecoder().decode(raw.substring(0, dot).getBytes(UTF_8));
      return plain(Json.read(header).path("typ").asText(""));
    } catch (IllegalArgumentException | InvalidJson _) {
      return "";
    }
  }

  /** RFC 9068 allows the short form and the whole media type. */
  private static String plain(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
  }

  private static String word(@Nullable Object value) {
    return value == null ? "" : value.toString().toLowerCase(Locale.ROOT);
  }
}
