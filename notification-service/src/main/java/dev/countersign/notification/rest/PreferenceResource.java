package dev.countersign.notification.rest;

import dev.countersign.notification.app.Actor;
import dev.countersign.notification.app.Channels;
import dev.countersign.notification.app.ChoosePreferences;
import dev.countersign.notification.app.ChoosePreferences.Answer;
import dev.countersign.notification.app.ChoosePreferences.Scope;
import dev.countersign.notification.app.PreferenceStore;
import dev.countersign.notification.app.PreferenceStore.Kept;
import dev.countersign.platform.web.Caller;
import dev.countersign.platform.web.EntityTag;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** How the caller, and only the caller, is told of what; and what holds for who chose nothing. */
@Path("/v1/preferences")
@Tag(name = "Preferences")
@Produces(MediaType.APPLICATION_JSON)
public class PreferenceResource {
  private final Caller caller;
  private final PreferenceStore store;
  private final ChoosePreferences choose;
  private final Channels channels;

  PreferenceResource(
      Caller caller, PreferenceStore store, ChoosePreferences choose, Channels channels) {
    this.caller = caller;
    this.store = store;
    this.choose = choose;
    this.channels = channels;
  }

  @GET
  @Authenticated
  @Operation(summary = "Show the caller's preferences")
  public Uni<RestResponse<PreferencesView>> own() {
    return store.of(actor()).map(this::own);
  }

  @PUT
  @Authenticated
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Choose how to be told",
      description =
          "Replaces the choices over the version of If-Match. Escalations are told at once and by "
              + "e-mail; a digest gathers mails only.")
  public Uni<RestResponse<PreferencesView>> choose(
      @RestHeader("If-Match") @Nullable String ifMatch, @NotNull @Valid PreferencesBody body) {
    return put(Scope.OWN, ifMatch, body).map(this::own);
  }

  @GET
  @Path("/defaults")
  @RolesAllowed({"partner_admin", "operator", "auditor"})
  @Operation(summary = "Show what holds for the partner's people who chose nothing")
  public Uni<RestResponse<PreferencesView>> common() {
    return store.of(actor()).map(this::common);
  }

  @PUT
  @Path("/defaults")
  @RolesAllowed("partner_admin")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Choose for the partner's people who chose nothing")
  public Uni<RestResponse<PreferencesView>> chooseForAll(
      @RestHeader("If-Match") @Nullable String ifMatch, @NotNull @Valid PreferencesBody body) {
    return put(Scope.COMMON, ifMatch, body).map(this::common);
  }

  private Uni<Kept> put(Scope scope, @Nullable String ifMatch, PreferencesBody body) {
    caller.requireHuman();
    var actor = actor();
    return choose
        .choose(actor, scope, ETags.seen(ifMatch), body.preferences())
        .invoke(PreferenceResource::requireDone)
        .flatMap(_ -> store.of(actor));
  }

  private static void requireDone(Answer answer) {
    switch (answer) {
      case Answer.Done _ -> {}
      case Answer.Refused(var fault) -> throw PreferenceProblems.of(fault);
      case Answer.Stale _ -> throw ETags.mismatch();
    }
  }

  private RestResponse<PreferencesView> own(Kept kept) {
    return answer(PreferencesView.own(kept, channels.forPeople()), kept.own().version());
  }

  private RestResponse<PreferencesView> common(Kept kept) {
    return answer(PreferencesView.common(kept, channels.forPeople()), kept.common().version());
  }

  private static RestResponse<PreferencesView> answer(PreferencesView view, int version) {
    return ResponseBuilder.ok(view).header("ETag", EntityTag.of(version)).build();
  }

  private Actor actor() {
    return new Actor(caller.partner(), caller.person());
  }
}
