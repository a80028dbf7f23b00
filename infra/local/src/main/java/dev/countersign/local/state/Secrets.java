package dev.countersign.local.state;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.countersign.local.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets of one stack, made up at its first start and readable by its owner alone.
 *
 * @param clientSecret what the services prove themselves to the issuer with
 * @param sessionSecret what they encrypt browsers' sessions with and sign page cursors with
 * @param webhookKey what notification-service encrypts webhooks' signing secrets with
 * @param checkpointPrivateKey what request-service signs ledger checkpoints with
 * @param checkpointPublicKey what anybody verifies them with; no secret, but one of the pair
 */
public record Secrets(
    String clientSecret,
    String sessionSecret,
    String webhookKey,
    String checkpointPrivateKey,
    String checkpointPublicKey) {

  /** Those of the stack; what an older version did not know yet is made up now. */
  public static Secrets of(StateDirectory state) throws IOException {
    Path file = state.secrets();
    Map<String, String> known = new TreeMap<>();
    if (Files.exists(file)) {
      known.putAll(
          Json.MAPPER.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }
    Map<String, String> before = Map.copyOf(known);
    if (!known.containsKey("checkpointPrivateKey")) {
      KeyPair pair = signingKeys();
      known.put("checkpointPrivateKey", base64(pair.getPrivate()));
      known.put("checkpointPublicKey", base64(pair.getPublic()));
    }
    Secrets secrets =
        new Secrets(
            known.computeIfAbsent("clientSecret", _ -> random()),
            known.computeIfAbsent("sessionSecret", _ -> random()),
            known.computeIfAbsent("webhookKey", _ -> random()),
            known.getOrDefault("checkpointPrivateKey", ""),
            known.getOrDefault("checkpointPublicKey", ""));
    if (!known.equals(before)) {
      writePrivately(file, Json.MAPPER.writeValueAsString(known));
    }
    return secrets;
  }

  /** Writes a file that nobody else may read, not even while it is being written. */
  public static void writePrivately(Path file, String content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", null);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static KeyPair signingKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has Ed25519", e);
    }
  }

  private static String base64(Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
