package dev.countersign.local.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.CliProblem;
import dev.countersign.local.Json;
import dev.countersign.verifier.Checkpoint.Signed;
import dev.countersign.verifier.CheckpointVerifier;
import dev.countersign.verifier.Entry;
import dev.countersign.verifier.Keys;
import dev.countersign.verifier.LedgerVerifier;
import dev.countersign.verifier.LedgerVerifier.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export line by line and feeds the verifier; one request is held in memory at a time. The
 * lines come in the order head, checkpoints, entries by request, outcomes.
 */
public final class ExportReader {
  private final Keys keys;
  private final List<Signed> anchors;
  private final List<Signed> checkpoints = new ArrayList<>();
  private final List<Entry> chain = new ArrayList<>();
  private @Nullable String partner;
  private @Nullable LedgerVerifier verifier;
  private String request = "";

  private ExportReader(Keys keys, List<Signed> anchors) {
    this.keys = keys;
    this.anchors = List.copyOf(anchors);
  }

  /** Verifies an export with these keys, beside checkpoints that were kept elsewhere. */
  public static Report verify(BufferedReader export, Keys keys, List<Signed> anchors)
      throws IOException {
    return new ExportReader(keys, anchors).read(export);
  }

  /** The checkpoints of an export, to be kept as anchors. */
  public static List<Signed> checkpointsOf(BufferedReader export) throws IOException {
    var reader = new ExportReader(Keys.of(List.of()), List.of());
    for (var line = export.readLine(); line != null; line = export.readLine()) {
      var json = parse(line);
      if (json.path("kind").asText().equals("checkpoint")) {
        reader.checkpoint(json.path("checkpoint"));
      }
    }
    return List.copyOf(reader.checkpoints);
  }

  private Report read(BufferedReader export) throws IOException {
    for (var line = export.readLine(); line != null; line = export.readLine()) {
      take(parse(line));
    }
    endOfRequest();
    return verifier().finish();
  }

  private void take(JsonNode line) throws IOException {
    switch (line.path("kind").asText()) {
      case "export" -> partner = line.path("export").path("partnerId").asText();
      case "checkpoint" -> checkpoint(line.path("checkpoint"));
      case "entry" -> entry(line.path("entry"));
      case "outcome" -> outcome(line.path("outcome"));
      default -> throw new CliProblem("This is not an export of a ledger.");
    }
  }

  private void checkpoint(JsonNode checkpoint) throws IOException {
    if (verifier != null) {
      throw new CliProblem("This is not an export: a checkpoint stands behind the entries.");
    }
    var body = checkpoint.path("body").asText().getBytes(UTF_8);
    checkpoints.add(CheckpointReader.read(body, checkpoint.path("signature").asText()));
  }

  private void entry(JsonNode entry) {
    var of = entry.path("requestId").asText();
    if (!of.equals(request)) {
      endOfRequest();
      request = of;
    }
    chain.add(
        new Entry(
            entry.path("seq").asInt(-1),
            entry.path("prevHash").asText(),
            entry.path("hash").asText(),
            entry.path("body").asText().getBytes(UTF_8)));
  }

  private void outcome(JsonNode outcome) throws IOException {
    endOfRequest();
    var body = Json.MAPPER.readTree(outcome.path("body").asText());
    var isFinal = !outcome.path("verdict").asText().equals("QUARANTINED");
    if (isFinal && body.hasNonNull("requestId")) {
      verifier().takeOutcome(body.path("requestId").asText(), body.path("ledgerSeq").asInt(-1));
    }
  }

  private void endOfRequest() {
    if (!chain.isEmpty()) {
      verifier().take(request, chain);
      chain.clear();
      request = "";
    }
  }

  private LedgerVerifier verifier() {
    var known = verifier;
    if (known == null) {
      var whose = partner;
      if (whose == null) {
        throw new CliProblem("This is not an export of a ledger: it does not say whose.");
      }
      known = new LedgerVerifier(whose, CheckpointVerifier.walk(whose, keys, checkpoints, anchors));
      verifier = known;
    }
    return known;
  }

  private static JsonNode parse(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new CliProblem("This is not an export of a ledger: a line is not JSON.", e);
    }
  }
}
