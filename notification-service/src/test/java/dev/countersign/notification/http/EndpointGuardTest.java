package dev.countersign.notification.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.notification.http.Destination.Forbidden;
import dev.countersign.notification.http.Destination.NotFound;
import dev.countersign.notification.http.Destination.Pinned;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointGuardTest {
  private static final String PUBLIC = "93.184.215.14";

  private final ScriptedLookup names = new ScriptedLookup();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://127.8.8.8/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://192.0.0.8/",
        "https://192.0.2.1/",
        "https://198.18.0.1/",
        "https://198.51.100.7/",
        "https://203.0.113.7/",
        "https://224.0.0.1/",
        "https://240.0.0.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:a00:1]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[64:ff9b:1::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[2001:0:7f00:1::]/",
        "https://[fe80::1]/",
        "https://[fec0::1]/",
        "https://[fd00::1]/",
        "https://[fc00::1]/",
        "https://[ff02::1]/",
        "https://[5f00::1]/",
        "https://[2001:db8::1]/",
        "https://[3fff::1]/",
        "https://[100::1]/"
      })
  @DisplayName("WH-01, WH-02: an address of the inside is refused")
  void insideAddressIsRefused(String url) {
    assertThat(destinationOf(url)).isInstanceOf(Forbidden.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://①②⑦.⓪.⓪.①/",
        "https://localhost/",
        "https://hooks.localhost/",
        "https://hooks.acme.com./",
        "https://[fe80::1%25eth0]/",
        "https://metadata.google.internal/",
        "https://instance-data/",
        "https://kubernetes.default.svc/",
        "https://request-service/",
        "https://request-service.default.svc.cluster.local/",
        "https://printer.lan/",
        "https://good.com@127.0.0.1/",
        "https://user:pass@hooks.acme.com/",
        "https://127.0.0.1#@good.com/",
        "https://hooks.acme.com/#part",
        "https://hooks.acme.com\\@127.0.0.1/",
        "https://hooks.acme.com\t/",
        "https://hooks.acme.com\n/",
        " https://hooks.acme.com/",
        "https://hooks.acme.com/ a",
        "https:///x",
        "https://",
        "https:hooks.acme.com",
        "https://hooks。acme.com/",
        "https://hooks.acme.com:0/",
        "https://hooks.acme.com:/",
        "https://hooks.acme.com:22/",
        "https://hooks.acme.com:25/",
        "https://hooks.acme.com:80/",
        "https://hooks.acme.com:6379/",
        "https://hooks.acme.com:65536/",
        "https://hooks.acme.com:-1/",
        "http://hooks.acme.com/",
        "http://hooks.acme.com:443/",
        "HTTPS://hooks.acme.com/",
        "ftp://hooks.acme.com/",
        "file:///etc/passwd",
        "gopher://hooks.acme.com/",
        "jar:https://hooks.acme.com/x!/",
        "ws://hooks.acme.com/",
        "wss://hooks.acme.com/",
        "javascript:alert(1)",
        "//hooks.acme.com/",
        "hooks.acme.com",
        ""
      })
  @DisplayName(
      "WH-02 … WH-05: a URL that could be read in two ways, or is no plain https, is refused unasked")
  void ambiguousUrlIsRefusedWithoutLookup(String url) {
    names.answering("hooks.acme.com", PUBLIC);

    assertThat(destinationOf(url)).isInstanceOf(Forbidden.class);
    assertThat(names.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.acme.com/in?x=1",
        "https://hooks.acme.com:443/",
        "https://hooks.acme.com:8443/",
        "https://93.184.215.14/",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "https://HOOKS.acme.com",
        "https://xn--80ak6aa92e.com/"
      })
  void plainPublicUrlIsPinned(String url) {
    names.answering("hooks.acme.com", PUBLIC).answering("xn--80ak6aa92e.com", PUBLIC);

    assertThat(destinationOf(url)).isInstanceOf(Pinned.class);
  }

  @Test
  @DisplayName("WH-02: a public name for an inside address is refused")
  void nameOfInsideAddressIsRefused() {
    names.answering("127.0.0.1.nip.io", "127.0.0.1");

    assertThat(destinationOf("https://127.0.0.1.nip.io/")).isInstanceOf(Forbidden.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7", "::1", "fd00::7", "169.254.169.254"})
  @DisplayName("G5, WH-07: one inside address among public ones is enough to refuse")
  void everyAnswerMustBePublic(String inside) {
    names.answering("hooks.acme.com", PUBLIC, inside);

    assertThat(destinationOf("https://hooks.acme.com/")).isInstanceOf(Forbidden.class);
  }

  @Test
  @DisplayName("G5, WH-07: a name that turns inside after saving is refused when called")
  void reboundNameIsRefused() {
    names.answering("hooks.acme.com", PUBLIC).answering("hooks.acme.com", "127.0.0.1");

    var saved = destinationOf("https://hooks.acme.com/");
    var called = destinationOf("https://hooks.acme.com/");

    assertThat(saved).isInstanceOf(Pinned.class);
    assertThat(called).isInstanceOf(Forbidden.class);
  }

  @Test
  @DisplayName("G5: the call goes to the address that was checked")
  void callIsPinnedToTheCheckedAddress() {
    names.answering("hooks.acme.com", PUBLIC);

    assertThat(destinationOf("https://hooks.acme.com/"))
        .isInstanceOfSatisfying(
            Pinned.class,
            pinned -> assertThat(pinned.address()).isEqualTo(ScriptedLookup.address(PUBLIC)));
  }

  @Test
  void unknownNameIsNotFound() {
    assertThat(destinationOf("https://hooks.acme.com/")).isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:9999/in", "https://127.0.0.1/", "http://localhost:8080/"})
  void allowedNetworkMayBePlainAndOnAnyPort(String url) {
    names.answering("localhost", "127.0.0.1");
    var guard = new EndpointGuard(TestWebhookConfig.allowing("127.0.0.0/8"), names);

    assertThat(guard.destinationOf(url).await().atMost(Duration.ofSeconds(1)))
        .isInstanceOf(Pinned.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://hooks.acme.com/",
        "https://10.0.0.1/"
      })
  void allowedNetworkOpensNothingElse(String url) {
    names.answering("hooks.acme.com", PUBLIC);
    var guard = new EndpointGuard(TestWebhookConfig.allowing("127.0.0.0/8"), names);

    assertThat(guard.destinationOf(url).await().atMost(Duration.ofSeconds(1)))
        .isInstanceOf(Forbidden.class);
  }

  private Destination destinationOf(String url) {
    return new EndpointGuard(TestWebhookConfig.closed(), names)
        .destinationOf(url)
        .await()
        .atMost(Duration.ofSeconds(1));
  }
}
