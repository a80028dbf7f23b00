package dev.countersign.request.app.number;

import dev.countersign.request.core.number.NumberRefusal;
import java.util.Optional;
import java.util.function.Function;

/** What became of a wish about numbers. */
public sealed interface Answer<T> {

  record Done<T>(T value) implements Answer<T> {}

  /** Nothing changed. {@code lowest} is the least counter that would be accepted, where one is. */
  record Refused<T>(NumberRefusal refusal, Optional<Long> lowest) implements Answer<T> {

    public static <T> Refused<T> of(NumberRefusal refusal) {
      return new Refused<>(refusal, Optional.empty());
    }
  }

  default <R> Answer<R> map(Function<T, R> change) {
    return switch (this) {
      case Done<T>(var value) -> new Done<>(change.apply(value));
      case Refused<T>(var refusal, var lowest) -> new Refused<>(refusal, lowest);
    };
  }
}
