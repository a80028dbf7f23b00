package dev.countersign.rules.app;

import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.OperationRegistry.Change;
import dev.countersign.rules.app.OperationRegistry.Entry;
import dev.countersign.rules.core.operation.Operation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds or changes an operation of the registry (F-008). Policies that are in force keep the facts
 * they were written over; every instance judges by the new paths and event types within seconds.
 */
@ApplicationScoped
public class SaveOperation {

  private final OperationRegistry registry;
  private final LiveRules rules;

  SaveOperation(OperationRegistry registry, LiveRules rules) {
    this.registry = registry;
    this.rules = rules;
  }

  public Uni<Ruling<Entry>> handle(Change change) {
    return isTakenByOthers(change.operation())
        ? Uni.createFrom().item(refuse(Refusal.NAME_TAKEN))
        : registry.save(change);
  }

  /** An event type or a name that already means another operation. */
  private boolean isTakenByOthers(Operation wanted) {
    return rules.operations().stream()
        .filter(it -> !it.code().equals(wanted.code()))
        .anyMatch(other ->
            !disjoint(names(other), names(wanted))
                || !disjoint(other.eventTypes().keySet(), wanted.eventTypes().keySet()));
  }

  private static Set<String> names(Operation operation) {
    var names = operation.aliases().stream().collect(Collectors.toSet());
    names.add(operation.code().value());
    return names;
  }

  private static boolean disjoint(Set<String> some, Set<String> others) {
    return some.stream().noneMatch(others::contains);
  }
}
