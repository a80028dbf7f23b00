package dev.countersign.local.client;

import dev.countersign.local.CliProblem;
import dev.countersign.local.identity.Tokens;
import dev.countersign.local.stack.Endpoints;
import dev.countersign.local.state.ChildStatus;
import dev.countersign.local.state.ProcessMark;
import dev.countersign.local.state.Secrets;
import dev.countersign.local.state.StackState;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A stack that is up: where it listens, who it is made of, and a client for its public interface.
 *
 * @param pids by the name of the child
 */
public record RunningStack(
    Endpoints endpoints, Map<String, Long> pids, UnaryOperator<String> tokens) {

  /** The stack whose state stands in this directory. */
  public static RunningStack of(StateDirectory directory) throws IOException {
    var state =
        StackState.read(directory)
            .filter(stack -> stack.supervising().isPresent())
            .orElseThrow(
                () -> new CliProblem("No stack is running here; start one with ./countersign up."));
    var endpoints = Endpoints.of(state.ports());
    var issuer = new Tokens(endpoints.identity().token(), Secrets.of(directory).clientSecret());
    var known = new ConcurrentHashMap<String, String>();
    return new RunningStack(
        endpoints, pids(state), person -> known.computeIfAbsent(person, issuer::of));
  }

  private static Map<String, Long> pids(StackState state) {
    var pids = new LinkedHashMap<String, Long>();
    for (ChildStatus child : state.children()) {
      child.mark().map(ProcessMark::pid).ifPresent(pid -> pids.put(child.name(), pid));
    }
    return pids;
  }

  public String kafka() {
    return endpoints.kafka();
  }

  public URI origin() {
    return URI.create(endpoints.origin());
  }

  /** The public interface behind the one origin. */
  public ApprovalsApi api() {
    return new ApprovalsApi(origin(), tokens);
  }

  /** The interface of one service, without the origin in between. */
  public ApprovalsApi apiOf(String service) {
    return new ApprovalsApi(URI.create(endpoints.services().get(service)), tokens);
  }
}
