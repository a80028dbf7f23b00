package dev.countersign.request.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A long list as a stream: each page is asked for only when the one before was sent. */
final class PageByPage {
  private PageByPage() {}

  static <T, P> Multi<T> of(P start, Function<P, Uni<List<T>>> read, Function<T, P> placeOf) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicReference<>(start),
            place ->
                read.apply(place.get())
                    .invoke(page -> {
                      if (!page.isEmpty()) {
                        place.set(placeOf.apply(page.getLast()));
                      }
                    }))
        .whilst(page -> !page.isEmpty())
        .onItem()
        .disjoint();
  }
}
