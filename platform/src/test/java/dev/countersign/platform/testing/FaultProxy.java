package dev.countersign.platform.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network that fails on demand, between a client and a server on loopback. What is sent through
 * it is searched for a marker; where the marker stands, the connection breaks: before the server
 * has got the message, or after it has, so that only the answer is lost.
 */
public final class FaultProxy implements AutoCloseable {

  /** Where a connection breaks. */
  public enum Break {
    BEFORE_THE_MESSAGE,
    BEFORE_THE_ANSWER
  }

  private record Ambush(String marker, Break where, AtomicInteger left) {
    boolean strikes(byte[] bytes, int length) {
      return left.get() > 0
          && new String(bytes, 0, length, ISO_8859_1).contains(marker)
          && left.getAndDecrement() > 0;
    }
  }

  private final ServerSocket listener;
  private final int target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Ambush ambush;

  public FaultProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fault-proxy").start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Breaks the next connections on which a client says the marker. */
  public void breakAt(String marker, Break where, int times) {
    ambush = new Ambush(marker, where, new AtomicInteger(times));
  }

  /** How many of the breaks that were asked for have not happened yet. */
  public int left() {
    var set = ambush;
    return set == null ? 0 : Math.max(0, set.left().get());
  }

  /** Resets every connection that is open now. */
  public void cut() {
    links.forEach(Link::cut);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void connect(Socket client) {
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var link = new Link(client, server);
      links.add(link);
      Thread.ofVirtual().start(link::forth);
      Thread.ofVirtual().start(link::back);
    } catch (IOException serverIsAway) {
      close(client);
    }
  }

  private static void close(Socket socket) {
    try {
      // With nothing to linger for the other side meets a reset, as if the host had died.
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyGone) {
      // A connection that is gone needs no closing.
    }
  }

  /** One connection, both ways. */
  private final class Link {
    private static final int CHUNK = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private volatile boolean isAnswerLost;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void forth() {
      pump(client, server, this::passesForth);
    }

    void back() {
      pump(server, client, (_, _) -> !isAnswerLost);
    }

    private boolean passesForth(byte[] bytes, int length) {
      var set = ambush;
      if (set == null || !set.strikes(bytes, length)) {
        return true;
      }
      isAnswerLost = set.where() == Break.BEFORE_THE_ANSWER;
      return isAnswerLost;
    }

    private void pump(Socket from, Socket to, Filter filter) {
      byte[] bytes = new byte[CHUNK];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        int length = in.read(bytes);
        while (length >= 0 && filter.passes(bytes, length)) {
          out.write(bytes, 0, length);
          length = in.read(bytes);
        }
      } catch (IOException broken) {
        // That is what this class is for.
      } finally {
        cut();
      }
    }

    void cut() {
      close(client);
      close(server);
      links.remove(this);
    }
  }

  @FunctionalInterface
  private interface Filter {
    boolean passes(byte[] bytes, int length);
  }
}
