package dev.countersign.notification.ui;

import dev.countersign.notification.app.Actor;
import dev.countersign.notification.app.Channels;
import dev.countersign.notification.app.ChoosePreferences;
import dev.countersign.notification.app.ChoosePreferences.Answer;
import dev.countersign.notification.app.ChoosePreferences.Scope;
import dev.countersign.notification.app.PreferenceStore;
import dev.countersign.notification.app.PreferenceStore.Kept;
import dev.countersign.notification.core.Preferences;
import dev.countersign.notification.ui.PreferencesPage.Notice;
import dev.countersign.platform.page.Bundles;
import dev.countersign.platform.page.Viewer;
import dev.countersign.platform.web.Caller;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** A person's own preferences; the form does what the API does. */
@Path("/preferences")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PreferencesPageResource {
  private static final int UNPROCESSABLE = 422;

  private final Caller caller;
  private final PreferenceStore store;
  private final ChoosePreferences choose;
  private final Channels channels;
  private final Viewer viewer;
  private final Bundles<PreferenceWords> bundles = Bundles.of(PreferenceWords.class);

  PreferencesPageResource(
      Caller caller,
      PreferenceStore store,
      ChoosePreferences choose,
      Channels channels,
      Viewer viewer) {
    this.caller = caller;
    this.store = store;
    this.choose = choose;
    this.channels = channels;
    this.viewer = viewer;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> page() {
    return store.of(actor()).map(kept -> Pages.page(shown(kept, Notice.NONE)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> choose(
      @RestHeader("HX-Request") @Nullable String script, @BeanParam SentPreferences sent) {
    caller.requireHuman();
    var wanted = sent.preferences();
    return choose
        .choose(actor(), Scope.OWN, sent.seen(), wanted)
        .flatMap(answer -> store.of(actor()).map(kept -> answer(kept, wanted, answer)))
        .map(page -> sent(page, script != null));
  }

  /** What was typed stays in the form when it is refused. */
  private PreferencesPage answer(Kept kept, Preferences wanted, Answer answer) {
    return switch (answer) {
      case Answer.Done _ -> shown(kept, Notice.saved(words()));
      case Answer.Refused(var fault) -> {
        var code = fault.name().toLowerCase(Locale.ROOT);
        var notice = Notice.refused(words().fault(fault), code, words());
        yield PreferencesPage.of(kept, wanted, channels.forPeople(), notice, words());
      }
      case Answer.Stale _ ->
          shown(kept, Notice.refused(words().changedElsewhere(), "version_mismatch", words()));
    };
  }

  private PreferencesPage shown(Kept kept, Notice notice) {
    return PreferencesPage.of(
        kept, kept.own().preferences(), channels.forPeople(), notice, words());
  }

  private static RestResponse<TemplateInstance> sent(PreferencesPage page, boolean isScript) {
    var view = isScript ? Pages.form(page) : Pages.page(page);
    return page.notice().isBad()
        ? ResponseBuilder.<TemplateInstance>create(UNPROCESSABLE).entity(view).build()
        : ResponseBuilder.ok(view).build();
  }

  private PreferenceWords words() {
    return bundles.in(viewer.language());
  }

  private Actor actor() {
    return new Actor(caller.partner(), caller.person());
  }
}
