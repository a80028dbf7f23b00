package dev.countersign.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.local.Json;
import dev.countersign.local.stack.Endpoints;
import dev.countersign.local.state.ChildStatus;
import dev.countersign.local.state.PortTable;
import dev.countersign.local.state.ProcessMark;
import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StackState.Phase;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs and where; exits with 0 when all of it is ready, else with 3. */
@Command(name = "status", description = "Show every part of the stack; --json with every address.")
public final class Status implements Callable<Integer> {

  private static final int NOT_READY = 3;

  @Mixin private Place place = new Place();

  @Option(names = "--json", description = "Every address and process id, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    StackState stack = truth(place.stack());
    if (json) {
      System.out.println(Json.MAPPER.writeValueAsString(document(place.directory(), stack)));
    } else {
      print(stack);
    }
    boolean ready =
        stack.phase() == Phase.READY
            && stack.children().stream()
                .allMatch(child -> child.state() == ChildStatus.State.READY);
    return ready ? 0 : NOT_READY;
  }

  /** What the file says is true only while the one who writes it lives. */
  private static StackState truth(Optional<StackState> written) {
    PortTable ports = written.map(StackState::ports).orElseGet(PortTable::defaults);
    return written
        .filter(stack -> stack.supervising().isPresent())
        .orElse(new StackState(Phase.DOWN, "", Optional.empty(), ports, List.of()));
  }

  private static ObjectNode document(StateDirectory directory, StackState stack) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("phase", stack.phase().name());
    document.put("message", stack.message());
    document.put("stateDirectory", directory.root().toString());
    document.set("supervisor", Json.MAPPER.valueToTree(stack.supervisor()));
    document.set("endpoints", Json.MAPPER.valueToTree(Endpoints.of(stack.ports())));
    document.set("ports", Json.MAPPER.valueToTree(stack.ports()));
    stack.children().forEach(child -> document.withArray("children").add(child(directory, child)));
    return document;
  }

  private static ObjectNode child(StateDirectory directory, ChildStatus child) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("name", child.name());
    node.put("state", child.state().name());
    child.mark().map(ProcessMark::pid).ifPresent(pid -> node.put("pid", pid));
    node.put("restarts", child.restarts());
    node.put("log", directory.log(child.name()).toString());
    return node;
  }

  private static void print(StackState stack) {
    if (stack.phase() == Phase.DOWN) {
      System.out.println("Nothing is running.");
      return;
    }
    Endpoints endpoints = Endpoints.of(stack.ports());
    System.out.printf("%-21s %-11s %8s %9s  %s%n", "PART", "STATE", "PID", "RESTARTS", "ADDRESS");
    for (ChildStatus child : stack.children()) {
      String pid = child.mark().map(mark -> Long.toString(mark.pid())).orElse("-");
      System.out.printf(
          "%-21s %-11s %8s %9d  %s%n",
          child.name(),
          child.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          pid,
          child.restarts(),
          address(endpoints, child.name()));
    }
    if (!stack.message().isEmpty()) {
      System.out.println(stack.message());
    }
  }

  private static String address(Endpoints endpoints, String child) {
    return switch (child) {
      case "origin" -> endpoints.origin();
      case "kafka" -> endpoints.kafka();
      case "postgres" -> endpoints.postgres().address();
      case "connect" -> endpoints.connect();
      case "identity" -> endpoints.identity().issuer() + ", mail: " + endpoints.mail().page();
      default -> endpoints.services().getOrDefault(child, "");
    };
  }
}
