package dev.countersign.notification.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one reading of an endpoint's URL, for saving it and for calling it. Whatever two parsers
 * could read in two ways is refused (WH-02, WH-04, WH-05).
 */
record EndpointUrl(URI uri, String host, int port) {
  private static final int MAX_LENGTH = 2000;
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern LABELS =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");

  /** Names that only mean something inside. */
  private static final Set<String> INSIDE =
      Set.of(
          "localhost",
          "localdomain",
          "local",
          "internal",
          "intranet",
          "private",
          "corp",
          "home",
          "lan",
          "svc",
          "cluster",
          "arpa",
          "test",
          "invalid",
          "example",
          "onion");

  /** The URL, if it is one that can be judged at all. */
  static Optional<EndpointUrl> parse(String text) {
    if (text.length() > MAX_LENGTH
        || text.indexOf('\\') >= 0
        || !PRINTABLE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  boolean isHttps() {
    return "https".equals(uri.getScheme());
  }

  boolean isStandardPort() {
    return port == 443 || port == 8443;
  }

  /** A literal address, or a name of at least two labels that is not one of the inside. */
  boolean isPublicName() {
    return isLiteral() || (host.indexOf('.') > 0 && !INSIDE.contains(lastLabel()));
  }

  boolean isLiteral() {
    return host.startsWith("[") || DOTTED_QUAD.matcher(host).matches();
  }

  /** Path and query as they are sent. */
  String target() {
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** The host without the brackets of a literal IPv6 address. */
  String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private String lastLabel() {
    return host.substring(host.lastIndexOf('.') + 1);
  }

  private static Optional<EndpointUrl> of(URI uri) {
    var scheme = uri.getScheme();
    var isHttps = "https".equals(scheme);
    if ((!isHttps && !"http".equals(scheme))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getRawAuthority().endsWith(":")) {
      return Optional.empty();
    }
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    var port = uri.getPort() == -1 ? isHttps ? 443 : 80 : uri.getPort();
    return isHost(host) && port >= 1 && port <= 65535
        ? Optional.of(new EndpointUrl(uri, host, port))
        : Optional.empty();
  }

  private static boolean isHost(String host) {
    return host.length() <= 253
        && (DOTTED_QUAD.matcher(host).matches()
            || IPV6.matcher(host).matches()
            || LABELS.matcher(host).matches());
  }
}
