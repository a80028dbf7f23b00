package dev.countersign.platform.web;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;

/** Sends a browser to the sign-in page, and a program that calls the API a plain 401. */
@Alternative
@Priority(1)
@ApplicationScoped
class SignInChallenge implements HttpAuthenticationMechanism {

  private static final String API = "/v1/";

  private final OidcAuthenticationMechanism oidc;
  private final AccessTokens tokens;

  SignInChallenge(OidcAuthenticationMechanism oidc, AccessTokens tokens) {
    this.oidc = oidc;
    this.tokens = tokens;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    Uni<SecurityIdentity> identity = oidc.authenticate(context, identities);
    // A browser's session is an ID token by design; only what a program shows is checked.
    return context.request().getHeader("Authorization") == null
        ? identity
        : identity.onItem().ifNotNull().transform(tokens::check);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return isApi(context)
        ? Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"))
        : oidc.getChallenge(context);
  }

  /** A parameter of a segment makes no page of an address: {@code /v1;x/inbox} is the API still. */
  private static boolean isApi(RoutingContext context) {
    return context.normalizedPath().replaceAll(";[^/]*", "").startsWith(API);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return oidc.getCredentialTransport(context);
  }
}
