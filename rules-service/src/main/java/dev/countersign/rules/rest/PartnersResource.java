package dev.countersign.rules.rest;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Partners;
import dev.countersign.rules.app.SavePartner;
import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.json.PartnerJson;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's own partner; another one is not there (404), whoever asks. */
@Path("/v1/partners/{id}")
@Tag(name = "Partners")
@Produces(MediaType.APPLICATION_JSON)
public class PartnersResource {

  private final Caller caller;
  private final TenantTransaction transaction;
  private final Partners partners;
  private final SavePartner savePartner;

  PartnersResource(
      Caller caller, TenantTransaction transaction, Partners partners, SavePartner savePartner) {
    this.caller = caller;
    this.transaction = transaction;
    this.partners = partners;
    this.savePartner = savePartner;
  }

  /** What a partner is to be. */
  public record PartnerRequest(
      @NotBlank @Size(max = 200) String name,
      @NotNull Preset preset,
      @NotBlank String zone,
      @NotBlank String currency,
      @Schema(description = "Settings of which policies take only the stricter value (C-09 …).")
          @Nullable Set<Lock> locks) {}

  @GET
  @Authenticated
  @Operation(summary = "The partner")
  public Uni<PartnerJson> get(@PathParam("id") String id) {
    requireOwn(id);
    return transaction
        .run(Set.of(id), tx -> partners.find(tx, new PartnerId(id)))
        .map(found -> PartnerJson.of(found.orElseThrow(ProblemException::notFound)));
  }

  @PUT
  @RolesAllowed("partner_admin")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Set up or change the partner; a new strict one gets the default policies")
  public Uni<PartnerJson> put(@PathParam("id") String id, @NotNull @Valid PartnerRequest request) {
    requireOwn(id);
    requireZone(request.zone());
    var actor = RulesResponses.actor(caller.partner(), caller.person());
    var command =
        new SavePartner.Command(
            request.name(),
            request.preset(),
            request.zone(),
            request.currency(),
            Optional.ofNullable(request.locks()));
    return transaction
        .run(Set.of(id), tx -> savePartner.handle(tx, actor, command))
        .map(RulesResponses::accepted)
        .map(PartnerJson::of);
  }

  private void requireOwn(String id) {
    if (!caller.partner().equals(id)) {
      throw ProblemException.notFound();
    }
  }

  private static void requireZone(String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException _) {
      throw new ProblemException(422, "zone_unknown", "The zone is not an IANA time zone.");
    }
  }
}
