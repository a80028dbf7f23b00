package dev.countersign.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.local.CliProblem;
import dev.countersign.local.client.RunningStack;
import dev.countersign.local.state.Secrets;
import dev.countersign.local.verify.ExportReader;
import dev.countersign.local.verify.LiveLedger;
import dev.countersign.verifier.Checkpoint.Signed;
import dev.countersign.verifier.Keys;
import dev.countersign.verifier.LedgerVerifier.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a partner's ledgers: exit 0 if all is as it was written, 1 if not. */
@Command(
    name = "verify",
    description = "Verify an exported ledger with a public key, or the running stack's (--live).")
public final class Verify implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @Mixin private Place place = new Place();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "EXPORT", description = "What /v1/ledger/export gave.")
  private @Nullable Path export;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "A public key to trust, base64 or PEM; several if keys were changed.")
  private List<Path> keys = List.of();

  @Option(
      names = "--anchors",
      paramLabel = "EXPORT",
      description = "An earlier export; its checkpoints show a rollback.")
  private List<Path> anchors = List.of();

  @Option(names = "--live", description = "Verify the running stack, anchors from the topic.")
  private boolean live;

  @Option(
      names = "--as",
      paramLabel = "PERSON",
      defaultValue = "auditor@acme",
      description = "Whose partner to verify in the running stack (default: ${DEFAULT-VALUE}).")
  private String person = "";

  @Override
  public Integer call() throws IOException {
    var report = live ? verifyStack() : verifyFile();
    print(report);
    return report.isClean() ? 0 : 1;
  }

  private Report verifyStack() throws IOException {
    var stack = RunningStack.of(place.directory());
    var partner = person.substring(person.indexOf('@') + 1);
    var anchored = new ArrayList<>(LiveLedger.anchors(stack, partner));
    anchored.addAll(keptAnchors());
    var trusted = new ArrayList<>(List.of(Secrets.of(place.directory()).checkpointPublicKey()));
    trusted.addAll(trustedKeys());
    try (var lines = LiveLedger.export(stack, person)) {
      return ExportReader.verify(lines, Keys.of(trusted), anchored);
    }
  }

  private Report verifyFile() throws IOException {
    var file = export;
    if (file == null || keys.isEmpty()) {
      throw new CliProblem("Name an export and a --key to trust, or use --live.");
    }
    try (var lines = Files.newBufferedReader(file, UTF_8)) {
      return ExportReader.verify(lines, Keys.of(trustedKeys()), keptAnchors());
    }
  }

  private List<String> trustedKeys() throws IOException {
    var texts = new ArrayList<String>();
    for (Path key : keys) {
      texts.add(Files.readString(key));
    }
    return texts;
  }

  private List<Signed> keptAnchors() throws IOException {
    var kept = new ArrayList<Signed>();
    for (Path anchor : anchors) {
      try (var lines = Files.newBufferedReader(anchor, UTF_8)) {
        kept.addAll(ExportReader.checkpointsOf(lines));
      }
    }
    return kept;
  }

  private void print(Report report) {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true, UTF_8) : spec.commandLine().getOut();
    out.printf(
        "checkpoints %d, requests %d, entries %d%n",
        report.checkpoints(), report.requests(), report.entries());
    if (report.isClean()) {
      out.println("All is as it was written.");
      return;
    }
    report.firstBadEntry().ifPresent(bad -> out.println("First bad entry: " + bad));
    report.findings().stream().limit(MOST_SHOWN).forEach(out::println);
    if (report.findings().size() > MOST_SHOWN) {
      out.printf("… and %d more%n", report.findings().size() - MOST_SHOWN);
    }
  }
}
