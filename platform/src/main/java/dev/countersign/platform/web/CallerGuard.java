package dev.countersign.platform.web;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a caller at every door: the token alone names the partner, and whoever claims
 * another one is told so and noted (AN-12); whoever may only read changes nothing, whatever other
 * roles they were given (SD-27).
 */
class CallerGuard {

  private static final List<String> HEADERS =
      List.of("X-Partner-Id", "X-Partner", "X-Tenant-Id", "X-Tenant");
  private static final List<String> PARAMETERS =
      List.of("partner", "partnerId", "partner_id", "partnerid", "tenant", "tenantId");
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final CurrentIdentityAssociation identities;
  private final ResourceInfo resource;
  private final List<String> readOnly;

  CallerGuard(
      CurrentIdentityAssociation identities,
      ResourceInfo resource,
      @ConfigProperty(name = "countersign.read-only-groups") List<String> readOnly) {
    this.identities = identities;
    this.resource = resource;
    this.readOnly = readOnly;
  }

  @ServerRequestFilter
  Uni<Void> check(ContainerRequestContext request) {
    return identities
        .getDeferredIdentity()
        .invoke(identity -> check(request, identity))
        .replaceWithVoid();
  }

  private void check(ContainerRequestContext request, SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)
        || !(TokenClaims.of(token, "partner") instanceof String partner)) {
      return;
    }
    if (!claimed(request).stream().allMatch(partner::equals)) {
      throw new ProblemException(403, "partner_mismatch", "The token names another partner.");
    }
    boolean isReader = readOnly.stream().anyMatch(identity::hasRole);
    if (isReader && !isWithoutEffect(request)) {
      throw new ProblemException(403, "read_only_group", "Whoever audits changes nothing here.");
    }
  }

  private boolean isWithoutEffect(ContainerRequestContext request) {
    return READS.contains(request.getMethod())
        || resource.getResourceMethod().isAnnotationPresent(WithoutEffect.class);
  }

  /** Every partner that the caller names besides the token. */
  private static Set<String> claimed(ContainerRequestContext request) {
    var claimed = new HashSet<String>();
    for (String name : HEADERS) {
      @Nullable List<String> values = request.getHeaders().get(name);
      claimed.addAll(values == null ? List.of() : values);
    }
    var query = request.getUriInfo().getQueryParameters();
    for (String name : PARAMETERS) {
      claimed.addAll(query.getOrDefault(name, List.of()));
    }
    return claimed;
  }
}
