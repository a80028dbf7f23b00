package dev.countersign.platform.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Style sheet, scripts and icon under an address that changes with their content, so that a browser
 * may keep them for ever and still never shows an old one. Templates say {@code
 * inject:assets.url('countersign.css')}.
 */
@ApplicationScoped
@Named("assets")
public class Assets {

  private static final Map<String, Asset> FILES =
      Map.of(
          "countersign.css", new Asset("/page/countersign.css", "text/css;charset=utf-8"),
          "countersign.js", new Asset("/page/countersign.js", "text/javascript;charset=utf-8"),
          "countersign.svg", new Asset("/page/countersign.svg", "image/svg+xml"),
          "htmx.js",
              new Asset(
                  "/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js",
                  "text/javascript;charset=utf-8"));

  private final Map<String, byte[]> contents = new TreeMap<>();
  private final String version;

  Assets() {
    FILES.forEach((name, asset) -> contents.put(name, read(asset.resource())));
    this.version = HexFormat.of().formatHex(digest(contents)).substring(0, 16);
  }

  record Asset(String resource, String mediaType) {}

  /** The address of a file in this build. */
  public String url(String name) {
    return "/assets/" + version + "/" + name;
  }

  String version() {
    return version;
  }

  Optional<byte[]> content(String name) {
    return Optional.ofNullable(contents.get(name));
  }

  static String mediaType(String name) {
    Asset asset = FILES.get(name);
    return asset == null ? "application/octet-stream" : asset.mediaType();
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] digest(Map<String, byte[]> contents) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      contents.values().forEach(sha256::update);
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
