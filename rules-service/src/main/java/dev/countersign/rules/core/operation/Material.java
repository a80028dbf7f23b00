package dev.countersign.rules.core.operation;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which part of the data a decision is bound to: the fields under the payload digest. */
public sealed interface Material {

  /** The material value of an event's data. */
  Value.Fields of(Value data);

  /** Every field counts, for operations whose data has no agreed shape. */
  record WholeData() implements Material {
    @Override
    public Value.Fields of(Value data) {
      return whole(data);
    }
  }

  /** The named fields; an absent one is left out. If all are absent, the whole data is bound. */
  record Selected(List<Field> fields) implements Material {
    public Selected {
      fields = List.copyOf(fields);
    }

    @Override
    public Value.Fields of(Value data) {
      Map<String, Value> found = new HashMap<>();
      for (var field : fields) {
        var value = field.path().in(data);
        if (!value.equals(Value.MISSING)) {
          found.put(field.name(), value);
        }
      }
      // A digest of nothing would bind a decision to nothing.
      return found.isEmpty() ? whole(data) : new Value.Fields(found);
    }
  }

  private static Value.Fields whole(Value data) {
    return data instanceof Value.Fields fields ? fields : new Value.Fields(Map.of("data", data));
  }

  /** One material field: its name under the digest, and where it stands. */
  record Field(String name, Path path) {}
}
