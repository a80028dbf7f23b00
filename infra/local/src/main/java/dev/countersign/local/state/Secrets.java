package dev.countersign.local.state;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.countersign.local.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
 */
public record Secrets(String clientSecret, String sessionSecret, String webhookKey) {

  /** Those of the stack; what an older version did not know yet is made up now. */
  public static Secrets of(StateDirectory state) throws IOException {
    Path file = state.secrets();
    Map<String, String> known = new TreeMap<>();
    if (Files.exists(file)) {
      known.putAll(
          Json.MAPPER.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }
    Map<String, String> before = Map.copyOf(known);
    Secrets secrets =
        new Secrets(
            known.computeIfAbsent("clientSecret", _ -> random()),
            known.computeIfAbsent("sessionSecret", _ -> random()),
            known.computeIfAbsent("webhookKey", _ -> random()));
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

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
