package dev.countersign.notification.http;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name server that says what the test wants; a literal is itself. */
final class ScriptedLookup extends NameLookup {
  private final Map<String, List<List<String>>> answers = new HashMap<>();
  final List<String> asked = new ArrayList<>();

  /** Each call adds what the next question is answered with; the last answer stays. */
  ScriptedLookup answering(String name, String... addresses) {
    answers.computeIfAbsent(name, _ -> new ArrayList<>()).add(List.of(addresses));
    return this;
  }

  @Override
  Uni<List<InetAddress>> addressesOf(String host) {
    asked.add(host);
    var script = answers.get(host);
    if (script == null) {
      return Uni.createFrom().item(isLiteral(host) ? List.of(address(host)) : List.of());
    }
    var answer = script.size() > 1 ? script.removeFirst() : script.getFirst();
    return Uni.createFrom().item(answer.stream().map(ScriptedLookup::address).toList());
  }

  private static boolean isLiteral(String host) {
    return host.contains(":") || host.matches("[0-9.]+");
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
