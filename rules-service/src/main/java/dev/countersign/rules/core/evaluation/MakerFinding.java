package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.operation.FactPaths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Who made the thing to be approved, and may therefore not approve it. */
public sealed interface MakerFinding {

  /** One maker, and those who contributed. */
  record Known(PersonId maker, List<PersonId> contributors) implements MakerFinding {
    public Known {
      contributors = List.copyOf(contributors);
    }
  }

  /** The event names nobody. */
  record Absent() implements MakerFinding {}

  /** The event names two people, or something that is no person. */
  record Unclear() implements MakerFinding {}

  MakerFinding ABSENT = new Absent();
  MakerFinding UNCLEAR = new Unclear();
  int MOST_CONTRIBUTORS = 100;

  /** The registry's path, else the extension {@code actor}; both only if they agree. */
  static MakerFinding of(Event event, FactPaths paths) {
    return switch (paths.maker().in(event.data())) {
      case Value.Missing _ -> event.actor().map(actor -> known(actor, event, paths)).orElse(ABSENT);
      case Value.Text(var maker)
          when event.actor().isEmpty() || event.actor().get().equals(maker) ->
          known(maker, event, paths);
      case Value.Text _, Value.Decimal _, Value.Bool _, Value.Items _, Value.Fields _ -> UNCLEAR;
    };
  }

  /** The same makers, and with them whoever stands at these paths (SD-12). */
  static MakerFinding with(MakerFinding makers, List<Path> beneficiaries, Value data) {
    if (!(makers instanceof Known(var maker, var contributors)) || beneficiaries.isEmpty()) {
      return makers;
    }
    var everyone = new LinkedHashSet<>(contributors);
    for (var path : beneficiaries) {
      var found = path.in(data);
      var people =
          contributors(found instanceof Value.Text text ? new Value.Items(List.of(text)) : found);
      if (people.isEmpty()) {
        return UNCLEAR;
      }
      everyone.addAll(people.get());
    }
    return new Known(maker, List.copyOf(everyone));
  }

  private static MakerFinding known(String maker, Event event, FactPaths paths) {
    if (maker.isBlank()) {
      return ABSENT;
    }
    var contributors = contributors(paths.contributors().in(event.data()));
    return Facts.isName(maker) && contributors.isPresent()
        ? new Known(new PersonId(maker), contributors.get())
        : UNCLEAR;
  }

  /** Empty when the list is unreadable: then the maker set is unknown, which must not pass. */
  private static Optional<List<PersonId>> contributors(Value value) {
    if (value instanceof Value.Missing) {
      return Optional.of(List.of());
    }
    if (!(value instanceof Value.Items(var items)) || items.size() > MOST_CONTRIBUTORS) {
      return Optional.empty();
    }
    var people = new ArrayList<PersonId>(items.size());
    for (var item : items) {
      if (!(item instanceof Value.Text(var person)) || !Facts.isName(person)) {
        return Optional.empty();
      }
      people.add(new PersonId(person));
    }
    return Optional.of(people);
  }
}
