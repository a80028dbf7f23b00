package dev.countersign.request.ui;

import dev.countersign.platform.page.Language;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.DecideInBulk;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.core.Settings.Bulk;
import dev.countersign.request.ui.BulkPage.Alone;
import dev.countersign.request.ui.BulkPage.Item;
import dev.countersign.request.ui.BulkPage.Result;
import dev.countersign.request.ui.BulkPage.Total;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Several requests of the inbox on one page, to be decided together. */
@Path("/inbox/decide")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class BulkPageResource {
  /** As many as a page of the inbox shows. */
  private static final int MOST = 25;

  private final DecideInBulk decisions;
  private final RequestReading reading;
  private final Visitor visitor;

  BulkPageResource(DecideInBulk decisions, RequestReading reading, Visitor visitor) {
    this.decisions = decisions;
    this.reading = reading;
    this.visitor = visitor;
  }

  @GET
  @Operation(hidden = true)
  public Uni<TemplateInstance> confirm(@RestQuery List<String> request) {
    var ids = Objects.requireNonNullElse(request, List.<String>of()).stream();
    return page(ids.distinct().map(PageIds::of).toList(), new SentBulk());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<TemplateInstance> decide(@BeanParam SentBulk sent) {
    var commands = sent.commands(visitor.tongue().said());
    if (!sent.isFrom(visitor.actor().person().value())) {
      throw new ProblemException(
          409, "signed_in_as_another", visitor.tongue().said().openedByAnother());
    }
    if (commands.isEmpty()) {
      return page(sent.requests(), sent);
    }
    return decisions
        .handle(visitor.actor(), commands)
        .flatMap(results -> show(results(commands, results)));
  }

  private Uni<TemplateInstance> page(List<UUID> ids, SentBulk sent) {
    if (ids.size() > MOST) {
      throw new ProblemException(400, "bulk_invalid", visitor.tongue().bulk().atMost(MOST));
    }
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndConcatenate(id -> reading.read(visitor.actor(), id, Optional.empty()))
        .collect()
        .asList()
        .flatMap(read -> show(of(read, sent)));
  }

  private BulkPage of(List<RequestPages.Material> read, SentBulk sent) {
    var now = Clock.systemUTC().instant();
    var tongue = visitor.tongue();
    var items = new ArrayList<Item>();
    var alone = new ArrayList<Alone>();
    var sums = new TreeMap<String, List<BigDecimal>>();
    for (RequestPages.Material material : read) {
      var page =
          new RequestPages(material, now, tongue).page(Optional.empty(), ActForms.Sent.NOTHING);
      var form = page.standpoint().form();
      var alike = material.outlook().bulk() == Bulk.ALLOWED;
      if (form.isPresent() && alike && page.standpoint().isAskable()) {
        var summary = material.request().summary();
        items.add(
            new Item(
                page.id(),
                page.heading(),
                page.payload(),
                form.get(),
                sent.reasonOf(summary.id())));
        sums.computeIfAbsent(
                Objects.requireNonNullElse(summary.currency(), ""), _ -> new ArrayList<>())
            .add(Objects.requireNonNullElse(summary.amount(), BigDecimal.ZERO));
      } else {
        alone.add(new Alone(page.id(), page.heading(), whyAlone(page, alike, tongue.bulk())));
      }
    }
    var totals =
        sums.entrySet().stream()
            .map(it -> total(it.getKey(), it.getValue(), tongue.language()))
            .toList();
    return new BulkPage(
        items,
        alone,
        totals,
        List.of(),
        UUID.randomUUID().toString(),
        Objects.requireNonNullElse(sent.commonReason, ""));
  }

  private static String whyAlone(RequestPage page, boolean alike, BulkWords words) {
    if (page.standpoint().form().isEmpty()) {
      return page.standpoint().hindrance();
    }
    return alike ? words.needsSignIn() : words.byItself();
  }

  /** Nothing is converted: each currency has its own total. */
  private static Total total(String currency, List<BigDecimal> amounts, Language language) {
    var sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Total(
        amounts.size(), currency.isEmpty() ? null : Money.ofNullable(sum, currency, language));
  }

  private BulkPage results(List<DecisionCommand> commands, List<Optional<DecisionResult>> results) {
    var shown = new ArrayList<Result>();
    for (var i = 0; i < commands.size(); i++) {
      var id = commands.get(i).request().value().toString();
      shown.add(new Result(id, id, notice(results.get(i))));
    }
    return new BulkPage(List.of(), List.of(), List.of(), shown, "", "");
  }

  private Notice notice(Optional<DecisionResult> result) {
    var words = visitor.tongue().bulk();
    return result
        .map(known -> visitor.notices().of(known).notice())
        .orElseGet(() -> Notice.of("negative", words.notKnown(), words.openAndLook()));
  }

  private Uni<TemplateInstance> show(BulkPage page) {
    return visitor.waiting().map(waiting -> Pages.bulk(page, waiting));
  }
}
