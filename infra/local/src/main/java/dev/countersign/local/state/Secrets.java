package dev.countersign.local.state;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.countersign.local.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets of one stack, made up at its first start and readable by its owner alone.
 *
 * @param clientSecret what the services prove themselves to the issuer with
 * @param sessionSecret what they encrypt browsers' sessions with and sign page cursors with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Secrets(String clientSecret, String sessionSecret) {

  public static Secrets of(StateDirectory state) throws IOException {
    Path file = state.secrets();
    if (Files.exists(file)) {
      return Json.MAPPER.readValue(file.toFile(), Secrets.class);
    }
    Secrets secrets = new Secrets(random(), random());
    writePrivately(file, Json.MAPPER.writeValueAsString(secrets));
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
