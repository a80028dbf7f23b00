package dev.countersign.notification.rest;

import dev.countersign.notification.app.DeliveryLog.Place;
import dev.countersign.notification.app.DeliveryStatus;
import dev.countersign.platform.web.Cursor;
import dev.countersign.platform.web.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cuts lists of deliveries into pages whose cursors are good for one partner and one list. */
@ApplicationScoped
class DeliveryPages {
  private final Cursor cursors;

  DeliveryPages(Cursor cursors) {
    this.cursors = cursors;
  }

  /** A list that can be read from a place on. */
  @FunctionalInterface
  interface Listing {
    Uni<List<DeliveryStatus>> read(String partnerId, Optional<Place> after, int limit);
  }

  Uni<DeliveryPage> page(
      String partnerId, String query, @Nullable String cursor, int limit, Listing listing) {
    var after =
        Optional.ofNullable(cursor).map(text -> place(cursors.open(partnerId, query, text)));
    return listing
        .read(partnerId, after, limit + 1)
        .map(found -> page(partnerId, query, limit, found));
  }

  private DeliveryPage page(String partnerId, String query, int limit, List<DeliveryStatus> found) {
    var items = found.stream().limit(limit).map(DeliveryView::of).toList();
    var last = found.size() > limit ? found.get(limit - 1) : null;
    return new DeliveryPage(
        items,
        last == null
            ? null
            : cursors.seal(
                partnerId, query, List.of(last.createdAt().toString(), last.id().toString())));
  }

  private static Place place(List<String> position) {
    try {
      return new Place(Instant.parse(position.get(0)), UUID.fromString(position.get(1)));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      var problem =
          new ProblemException(400, "cursor_invalid", "This cursor does not belong to this list.");
      problem.initCause(e);
      throw problem;
    }
  }
}
