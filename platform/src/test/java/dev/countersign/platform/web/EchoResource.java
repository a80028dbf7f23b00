package dev.countersign.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A resource that has everything a real one has, so that the doors can be tried out. */
@Path("/v1/echo")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EchoResource {

  private final Caller caller;

  EchoResource(Caller caller) {
    this.caller = caller;
  }

  /** A body of every simple kind. */
  public record Body(@NotBlank String text, int count, BigDecimal amount, Colour colour) {}

  /** A closed list. */
  public enum Colour {
    RED,
    GREEN
  }

  @GET
  @Authenticated
  public Map<String, Object> who() {
    return Map.of(
        "person", caller.person(), "partner", caller.partner(), "groups", caller.groups());
  }

  @POST
  @Authenticated
  public Body echo(@Valid Body body) {
    return body;
  }

  @POST
  @Path("tree")
  @PermitAll
  public JsonNode tree(JsonNode body) {
    return body;
  }

  @GET
  @Path("{id}")
  @RolesAllowed("auditor")
  public String byId(
      @PathParam("id") UUID id,
      @QueryParam("since") @Nullable OffsetDateTime since,
      @QueryParam("limit") @DefaultValue("1") int limit) {
    return "\"" + id + " " + since + " " + limit + "\"";
  }

  @GET
  @Path("limited")
  @Authenticated
  public String limited() {
    caller.limit("echo");
    return "{}";
  }

  @GET
  @Path("bug")
  @PermitAll
  public String bug() {
    throw new IllegalStateException("select secret from vault");
  }

  @GET
  @Path("unannotated")
  public String unannotated() {
    return "{}";
  }
}
