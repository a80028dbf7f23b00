package dev.countersign.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of deliveries, the newest first; no cursor means that was the last. */
@Schema(name = "DeliveryPage")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryPage(List<DeliveryView> items, @Nullable String nextCursor) {}
