package dev.countersign.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.verifier.Checkpoint.Chain;
import dev.countersign.verifier.Checkpoint.Signed;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A partner's ledgers as they were honestly written, with checkpoints every few entries. */
final class WrittenLedger {
  static final String PARTNER = "acme";

  private final KeyPair keys = newKeys();
  private final SortedMap<String, List<Entry>> chains = new TreeMap<>();
  private final List<Signed> checkpoints = new ArrayList<>();
  private final Map<String, Integer> covered = new HashMap<>();

  /** So many requests, their entries interleaved by chance, all under a checkpoint. */
  static WrittenLedger random(Random random, int requests, int entries) {
    var ledger = new WrittenLedger();
    for (var i = 0; i < entries; i++) {
      var number = i < requests ? i : random.nextInt(requests);
      ledger.append("request-%03d".formatted(number), body(random));
      if (random.nextInt(25) == 0) {
        ledger.checkpoint();
      }
    }
    ledger.checkpoint();
    return ledger;
  }

  static byte[] body(Random random) {
    return ("{\"amount\":\"" + random.nextLong() + "\"}").getBytes(UTF_8);
  }

  Keys keys() {
    return Keys.of(List.of(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
  }

  SortedMap<String, List<Entry>> chains() {
    var copy = new TreeMap<String, List<Entry>>();
    chains.forEach((request, entries) -> copy.put(request, new ArrayList<>(entries)));
    return copy;
  }

  List<Signed> checkpoints() {
    return List.copyOf(checkpoints);
  }

  void append(String request, byte[] body) {
    append(chains, request, body);
  }

  static void append(Map<String, List<Entry>> chains, String request, byte[] body) {
    var chain = chains.computeIfAbsent(request, _ -> new ArrayList<>());
    var previous = chain.isEmpty() ? Hashes.rootOf(PARTNER, request) : chain.getLast().hash();
    var seq = chain.size();
    chain.add(new Entry(seq, previous, Hashes.link(previous, seq, body), body));
  }

  private void checkpoint() {
    var added = new ArrayList<Chain>();
    chains.forEach((request, entries) -> {
      var from = covered.getOrDefault(request, 0);
      if (from < entries.size()) {
        var hashes = entries.subList(from, entries.size()).stream().map(Entry::hash).toList();
        added.add(new Chain(request, from, hashes));
        covered.put(request, entries.size());
      }
    });
    if (!added.isEmpty()) {
      checkpoints.add(sign(added));
    }
  }

  private Signed sign(List<Chain> added) {
    var previous = checkpoints.isEmpty() ? Hashes.rootOf(PARTNER) : checkpoints.getLast().hash();
    var entries = covered.values().stream().mapToLong(Integer::longValue).sum();
    var keyId = Keys.idOf(keys.getPublic());
    var checkpoint =
        new Checkpoint(
            PARTNER, checkpoints.size(), previous, keyId, covered.size(), entries, added);
    return sign(checkpoint, keys);
  }

  /** What the owner of the true key could do. */
  Signed signAgain(Checkpoint checkpoint) {
    return sign(checkpoint, keys);
  }

  static Signed sign(Checkpoint checkpoint, KeyPair keys) {
    try {
      var body = checkpoint.toString().getBytes(UTF_8);
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      return new Signed(checkpoint, body, signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
