package dev.countersign.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.CliProblem;
import dev.countersign.local.client.ApprovalsApi;
import dev.countersign.local.client.RunningStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rebuilds a partner's requests from their ledgers: exit 0 if the rows say the same, 1 if not. */
@Command(
    name = "replay",
    description = "Rebuild every request from its ledger and compare it with the live rows (N-10).")
public final class Replay implements Callable<Integer> {
  private static final String PATH = "/v1/ledger/replay";

  @Mixin private Place place = new Place();

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--diff", description = "Name table, key and column of each difference.")
  private boolean diff;

  @Option(
      names = "--as",
      paramLabel = "PERSON",
      defaultValue = "auditor@acme",
      description = "Whose partner to replay (default: ${DEFAULT-VALUE}).")
  private String person = "";

  @Override
  public Integer call() throws IOException {
    return replay(RunningStack.of(place.directory()).api(), person, diff, out());
  }

  /** Page after page until there is none left. */
  static int replay(ApprovalsApi api, String person, boolean diff, PrintWriter out) {
    int requests = 0;
    int entries = 0;
    int differences = 0;
    String after = "";
    do {
      var page = page(api, person, after);
      requests += page.path("requests").asInt();
      entries += page.path("entries").asInt();
      for (JsonNode difference : page.path("differences")) {
        differences++;
        if (diff) {
          out.println(line(difference));
        }
      }
      after = page.path("next").asText("");
    } while (!after.isEmpty());
    out.printf("requests %d, entries %d, differences %d%n", requests, entries, differences);
    out.println(verdict(differences, diff));
    return differences == 0 ? 0 : 1;
  }

  private static JsonNode page(ApprovalsApi api, String person, String after) {
    var answer = api.get(person, after.isEmpty() ? PATH : PATH + "?after=" + after);
    if (answer.status() != 200) {
      throw new CliProblem("The replay was refused: " + answer.status() + " " + answer.code());
    }
    return answer.body();
  }

  private static String line(JsonNode difference) {
    return "%s %s %s: the ledger says %s, the row says %s"
        .formatted(
            difference.path("table").asText(),
            difference.path("key").asText(),
            difference.path("column").asText(),
            difference.path("ledger").asText(),
            difference.path("live").asText());
  }

  private static String verdict(int differences, boolean diff) {
    if (differences == 0) {
      return "Every row says what its ledger says.";
    }
    return diff ? "Rows were changed behind the ledger." : "Ask again with --diff to see which.";
  }

  private PrintWriter out() {
    return spec == null ? new PrintWriter(System.out, true, UTF_8) : spec.commandLine().getOut();
  }
}
