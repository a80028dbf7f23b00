package dev.countersign.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.embedded.ConnectorDefinition;
import dev.countersign.embedded.Connectors;
import dev.countersign.embedded.Database;
import dev.countersign.embedded.Republication;
import dev.countersign.local.client.RunningStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Repairs the capture of events and outcomes after its replication slot or offsets were lost. */
@Command(
    name = "republish",
    description =
        "Publish what a lost slot kept back, again byte by byte (docs/operations/capture.md).")
public final class Republish implements Callable<Integer> {
  private static final String CONNECTOR = "request-ledger";

  @Mixin private Place place = new Place();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description = "From when on (default: ten minutes before the connector was last alive).")
  private @Nullable Instant since;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    var endpoints = RunningStack.of(place.directory()).endpoints();
    var database = new Database("request", "request", endpoints.postgres().address());
    try (var connectors = new Connectors(URI.create(endpoints.connect()))) {
      var repair =
          new Republication(
              connectors,
              database,
              ConnectorDefinition.of(CONNECTOR, database),
              Republication.LEDGER_TABLES);
      var asked = since;
      var from = asked == null ? repair.lastBeat() : asked;
      repair.since(from);
      out().printf("Everything since %s is published; %s goes on as usual.%n", from, CONNECTOR);
    }
    return 0;
  }

  private PrintWriter out() {
    return spec == null ? new PrintWriter(System.out, true, UTF_8) : spec.commandLine().getOut();
  }
}
