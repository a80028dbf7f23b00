package dev.countersign.rules.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.ui.table.Counted;
import dev.countersign.rules.ui.table.PolicyPatch;
import dev.countersign.rules.ui.table.PolicyTables.Edges;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** A small form of the editor as it came back: what it is to do, where, and with which words. */
public class SentPart {
  @RestForm @Nullable String row;
  @RestForm @Nullable String act;
  @RestForm @Nullable String at;
  @RestForm @Nullable String index;
  @RestForm @Nullable String name;
  @RestForm @Nullable String description;
  @RestForm @Nullable String matchMode;
  @RestForm @Nullable String id;
  @RestForm @Nullable String condition;
  @RestForm @Nullable String currency;
  @RestForm @Nullable String from;
  @RestForm @Nullable String to;
  @RestForm @Nullable String edge;
  @RestForm @Nullable String role;
  @RestForm @Nullable String required;
  @RestForm @Nullable String requiredNumber;

  /** The document with the change; empty where there is no such thing to change. */
  Optional<ObjectNode> change(PolicyPatch patch) {
    var place = SentText.of(at);
    return switch (SentText.of(act)) {
      case "about" ->
          patch.about(SentText.of(name), SentText.of(description), SentText.of(matchMode));
      case "remove-level" -> patch.removeLevel(place, SentText.number(index));
      case "level-up" -> patch.moveLevel(place, SentText.number(index), -1);
      case "level-down" -> patch.moveLevel(place, SentText.number(index), 1);
      case "rule" -> patch.rule(place, SentText.of(condition));
      case "add-rule" ->
          patch.addRule(SentText.of(id), SentText.of(condition), edges(), SentText.of(role));
      case "remove-rule" -> patch.removeRule(place);
      case "band" -> patch.band(place, edges());
      case "add-band" -> patch.addBand(place, edges(), SentText.of(role));
      case "track" -> patch.track(place, SentText.of(name));
      case "tracks" -> patch.tracksRequired(place, tracksRequired());
      case "remove-band" -> patch.removeBand(place);
      default -> Optional.empty();
    };
  }

  /** All that was sent, to tell a second click from another wish. */
  String said() {
    return String.join(
        "\n",
        Stream.of(
                act,
                at,
                index,
                name,
                description,
                matchMode,
                id,
                condition,
                currency,
                from,
                to,
                edge,
                role,
                required,
                requiredNumber)
            .map(SentText::of)
            .toList());
  }

  /** Which form of the page it was, so that what is wrong is said there. */
  String form() {
    return SentText.of(act) + SentText.of(at);
  }

  private Counted tracksRequired() {
    return SentText.counted(SentText.of(required), SentText.of(requiredNumber), "COUNT", "PERCENT");
  }

  private Edges edges() {
    return new Edges(
        SentText.of(currency), SentText.of(from), SentText.of(to), "ABOVE".equals(edge));
  }
}
