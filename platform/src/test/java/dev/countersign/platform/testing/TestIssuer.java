package dev.countersign.platform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * An issuer on loopback: discovery and keys, no sign-in page. Services so check test tokens exactly
 * as they check real ones. Address and key stand in system properties, because a test framework may
 * load this class more than once in one JVM.
 */
public final class TestIssuer {

  static final String KEY_ID = "test-key";
  private static final String ADDRESS = "countersign.test.issuer";
  private static final String KEY = "countersign.test.issuer.key";
  private static final String READINGS = "countersign.test.issuer.readings";

  private TestIssuer() {}

  /** The settings with which a service trusts this issuer. */
  public static Map<String, String> settings() {
    return Map.of(
        "countersign.oidc.issuer", address(),
        "countersign.oidc.client-secret", "secret-of-the-test-client-and-no-other",
        "countersign.session.secret", "secret-of-the-test-sessions-and-no-other");
  }

  public static String address() {
    synchronized (System.getProperties()) {
      String address = System.getProperty(ADDRESS);
      return address == null ? start() : address;
    }
  }

  /** How often services have read the issuer's keys. */
  public static int readingsOfKeys() {
    return Integer.getInteger(READINGS, 0);
  }

  static PrivateKey key() {
    String address = address();
    try {
      byte[] encoded = Base64.getDecoder().decode(System.getProperty(KEY));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No key for " + address, e);
    }
  }

  private static String start() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      RSAPrivateCrtKey key = generate();
      serve(server, "/.well-known/openid-configuration", discovery(address));
      serve(server, "/keys", keys(key));
      server.start();
      System.setProperty(KEY, Base64.getEncoder().encodeToString(key.getEncoded()));
      System.setProperty(ADDRESS, address);
      return address;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RSAPrivateCrtKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has RSA", e);
    }
  }

  private static void serve(HttpServer server, String path, String json) {
    byte[] body = json.getBytes(UTF_8);
    server.createContext(
        path,
        exchange -> {
          count(path);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static void count(String path) {
    if (path.equals("/keys")) {
      synchronized (System.getProperties()) {
        System.setProperty(READINGS, Integer.toString(readingsOfKeys() + 1));
      }
    }
  }

  private static String discovery(String address) {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
     "jwks_uri":"%1$s/keys","response_types_supported":["code"],
     "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
    """
        .formatted(address);
  }

  private static String keys(RSAPrivateCrtKey key) {
    return """
    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
    """
        .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    byte[] unsigned = Arrays.copyOfRange(bytes, sign, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
