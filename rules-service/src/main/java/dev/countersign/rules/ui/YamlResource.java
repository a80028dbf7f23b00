package dev.countersign.rules.ui;

import static dev.countersign.rules.ui.PolicyReading.APPROVAL_CONFIGS;
import static dev.countersign.rules.ui.PolicyReading.POLICY_ADMIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.rules.app.DraftPolicy;
import dev.countersign.rules.app.DraftPolicy.Preview;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.json.InvalidPolicy;
import dev.countersign.rules.json.PolicyYaml;
import dev.countersign.rules.ui.EditDraft.Seen;
import dev.countersign.rules.ui.words.SaidWords;
import dev.countersign.rules.ui.words.Speech;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A draft as YAML: read by the importer of the API, tried by its dry run, then saved. */
@Path("/policies/{id}/versions/{version}/yaml")
@RolesAllowed({POLICY_ADMIN, APPROVAL_CONFIGS})
@Produces(MediaType.TEXT_HTML)
public class YamlResource {

  private final PolicyReading reading;
  private final OncePerForm once;
  private final EditDraft edits;
  private final DraftPolicy drafts;
  private final Speech speech;

  YamlResource(
      PolicyReading reading, OncePerForm once, EditDraft edits, DraftPolicy drafts, Speech speech) {
    this.reading = reading;
    this.once = once;
    this.edits = edits;
    this.drafts = drafts;
    this.speech = speech;
  }

  /** The form as it came back. */
  public static class SentYaml {
    @RestForm @Nullable String row;
    @RestForm @Nullable String act;
    @RestForm @Nullable String yaml;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> page(@PathParam("id") UUID id, @PathParam("version") int version) {
    return saved(new Target(new PolicyId(id), version), Optional.empty()).map(YamlPages::page);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> send(
      @PathParam("id") UUID id,
      @PathParam("version") int version,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @BeanParam SentYaml sent) {
    var seen = new Seen(new Target(new PolicyId(id), version), SentText.number(sent.row));
    var yaml = SentText.of(sent.yaml);
    var page = "save".equals(sent.act) ? save(seen, yaml, key) : preview(seen, yaml);
    return page.map(it -> RestResponse.ok(YamlPages.code(it)))
        .onFailure(Notices.Declined.class)
        .recoverWithUni(failure -> refused(seen, yaml, failure));
  }

  private Uni<YamlPage> save(Seen seen, String yaml, @Nullable String key) {
    return once.run(
            key,
            "yaml " + seen + yaml,
            (tx, actor) ->
                reading
                    .find(tx, seen.target())
                    .flatMap(it -> edits.replace(tx, actor, seen, document(yaml, it))))
        .flatMap(_ ->
            saved(seen.target(), Optional.of(Notice.good(SaidWords::saved, SaidWords::draftSays))));
  }

  private Uni<YamlPage> preview(Seen seen, String yaml) {
    return reading.inTransaction(
        tx -> reading.find(tx, seen.target()).flatMap(version -> preview(tx, version, seen, yaml)));
  }

  private Uni<YamlPage> preview(SqlConnection tx, PolicyVersion version, Seen seen, String yaml) {
    var document = document(yaml, version);
    Uni<Ruling<Preview>> preview =
        drafts.preview(
            tx,
            reading.actor(),
            version.operation().value(),
            (partner, operation) -> EditDraft.wording(document, partner, operation));
    return preview
        .map(Notices::accepted)
        .map(it ->
            new YamlPage(
                PolicyPage.heading(version),
                seen.row(),
                version.state() == State.DRAFT,
                yaml,
                Optional.of(
                    new YamlPage.Trial(
                        PolicyPage.between(version.terms(), it.terms()),
                        it.proof().findings().stream().map(PolicyPage.Finding::of).toList())),
                List.of(),
                Optional.empty()));
  }

  /** The page with what was typed, and the state that the form had seen. */
  private Uni<RestResponse<TemplateInstance>> refused(
      Seen seen, String yaml, Notices.Declined declined) {
    return saved(seen.target(), Optional.of(declined.notice()))
        .map(it ->
            new YamlPage(
                it.heading(),
                seen.row(),
                it.editable(),
                yaml,
                Optional.empty(),
                YamlPage.mistakes(yaml, declined.problems(), speech.words()),
                it.notice()))
        .map(it -> FormAnswers.refused(YamlPages.code(it)));
  }

  private Uni<YamlPage> saved(Target target, Optional<Notice> notice) {
    return reading
        .inTransaction(tx -> reading.find(tx, target))
        .map(it ->
            new YamlPage(
                PolicyPage.heading(it),
                it.row(),
                it.state() == State.DRAFT,
                PolicyPage.yaml(it),
                Optional.empty(),
                List.of(),
                notice));
  }

  /** An export names its operation, which is not to be changed by the way. */
  private static JsonNode document(String yaml, PolicyVersion version) {
    try {
      if (!(PolicyYaml.read(yaml) instanceof ObjectNode read)) {
        throw Notices.declined("object_expected", SaidWords::noFields);
      }
      var document = read.deepCopy();
      var operation = document.remove("operation");
      if (operation != null && !operation.asText().equals(version.operation().value())) {
        throw Notices.declined("operation_fixed", SaidWords::operationFixed);
      }
      return document;
    } catch (InvalidPolicy invalid) {
      throw Notices.invalid(invalid);
    } catch (InvalidJson invalid) {
      throw Notices.declined("document_unreadable", SaidWords::neitherYamlNorJson);
    }
  }
}
