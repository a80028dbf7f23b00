package dev.countersign.platform.web;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified token, as they were read. {@link JsonWebToken#getClaim} throws and
 * catches an exception at each name that its standard does not list, many times per call.
 */
final class TokenClaims {
  private TokenClaims() {}

  static @Nullable Object of(JsonWebToken token, String name) {
    return token instanceof OidcJwtCallerPrincipal read
        ? read.getClaims().getClaimValue(name)
        : token.getClaim(name);
  }

  static boolean has(JsonWebToken token, String name) {
    return of(token, name) != null;
  }
}
