package dev.countersign.local.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.local.Json;
import dev.countersign.local.command.Verify;
import dev.countersign.verifier.Hashes;
import dev.countersign.verifier.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** N-04: what an auditor sees who has an export and a public key, and nothing else. */
class VerifyTest {
  private static final String REQUEST = "0197a1b2-3c4d-7e5f-8a6b-1c2d3e4f5a6b";

  @TempDir Path folder;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final KeyPair keys = newKeys();
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void honestExport() throws IOException, GeneralSecurityException {
    lines.add("{\"kind\":\"export\",\"export\":{\"partnerId\":\"acme\",\"checkpoint\":0}}");
    var entries = new ArrayList<String>();
    var hashes = new ArrayList<String>();
    var previous = Hashes.rootOf("acme", REQUEST);
    for (var seq = 0; seq < 4; seq++) {
      var body = "{\"seq\":" + seq + "}";
      var hash = Hashes.link(previous, seq, body.getBytes(UTF_8));
      entries.add(entry(seq, previous, hash, body));
      hashes.add(hash);
      previous = hash;
    }
    lines.add(checkpoint(hashes));
    lines.addAll(entries);
    lines.add(outcome(3));
    Files.writeString(
        folder.resolve("key"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
  }

  @Test
  @DisplayName("N-04: an export verifies offline with a public key")
  void honestExportIsClean() throws IOException {
    assertThat(verify()).isZero();
    assertThat(output.toString()).contains("entries 4", "All is as it was written.");
  }

  @Test
  @DisplayName("N-04: the first bad entry is named, and the command fails")
  void firstBadEntryIsNamed() throws IOException {
    lines.set(4, lines.get(4).replace("{\\\"seq\\\":2}", "{\\\"seq\\\":7}"));

    assertThat(verify()).isOne();
    assertThat(output.toString())
        .contains("First bad entry: request " + REQUEST + ", entry 2")
        .contains("ALTERED");
  }

  @Test
  @DisplayName("N-04: a dropped line is named")
  void droppedLineIsNamed() throws IOException {
    lines.remove(3);

    assertThat(verify()).isOne();
    assertThat(output.toString()).contains("entry 1: MISSING");
  }

  @Test
  @DisplayName("N-04: without its checkpoints no export is believed")
  void exportWithoutCheckpointsIsNotBelieved() throws IOException {
    lines.remove(1);

    assertThat(verify()).isOne();
    assertThat(output.toString()).contains("NOT_COVERED");
  }

  @Test
  @DisplayName("N-04, D6: an earlier export shows that the ledger was rolled back")
  void earlierExportShowsARollback() throws IOException {
    Files.write(folder.resolve("earlier"), lines);
    lines.subList(1, lines.size()).clear();

    assertThat(verify("--anchors", folder.resolve("earlier").toString())).isOne();
    assertThat(output.toString()).contains("checkpoint 0: ROLLED_BACK", "entry 0: MISSING");
  }

  @Test
  @DisplayName("N-04: a second final outcome, or one without its entry, is named")
  void outcomesAreCrossChecked() throws IOException {
    lines.add(outcome(9));

    assertThat(verify()).isOne();
    assertThat(output.toString()).contains("OUTCOME_WITHOUT_ENTRY", "SECOND_OUTCOME");
  }

  @Test
  void whatIsNoExportIsOneSentence() throws IOException {
    lines.clear();
    lines.add("hello");

    assertThat(verify()).isNotZero();
  }

  private int verify(String... more) throws IOException {
    var file = Files.write(folder.resolve("export"), lines);
    var arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of("--key", folder.resolve("key").toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new Verify())
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static String entry(int seq, String previous, String hash, String body) {
    var line = Json.MAPPER.createObjectNode().put("kind", "entry");
    line.putObject("entry")
        .put("requestId", REQUEST)
        .put("seq", seq)
        .put("prevHash", previous)
        .put("hash", hash)
        .put("body", body);
    return text(line);
  }

  private static String outcome(int seq) {
    var line = Json.MAPPER.createObjectNode().put("kind", "outcome");
    line.putObject("outcome")
        .put("verdict", "APPROVED")
        .put("body", "{\"requestId\":\"" + REQUEST + "\",\"ledgerSeq\":" + seq + "}");
    return text(line);
  }

  private String checkpoint(List<String> hashes) throws GeneralSecurityException {
    var body =
        Json.MAPPER
            .createObjectNode()
            .put("partnerId", "acme")
            .put("seq", 0)
            .put("previous", Hashes.rootOf("acme"))
            .put("keyId", Keys.idOf(keys.getPublic()))
            .put("requests", 1)
            .put("entries", hashes.size());
    var chain = body.putArray("chains").addObject().put("requestId", REQUEST).put("from", 0);
    hashes.forEach(chain.putArray("hashes")::add);
    var signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(text(body).getBytes(UTF_8));
    var line = Json.MAPPER.createObjectNode().put("kind", "checkpoint");
    line.putObject("checkpoint")
        .put("seq", 0)
        .put("body", text(body))
        .put("signature", Base64.getEncoder().encodeToString(signature.sign()));
    return text(line);
  }

  private static String text(ObjectNode node) {
    return node.toString();
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
