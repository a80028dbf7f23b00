package dev.countersign.notification.rest;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a partner wants its events. */
@Schema(name = "WebhookEndpointRequest")
public record EndpointRequest(
    @Schema(description = "https, port 443 or 8443, a public address")
        @NotNull
        @Size(min = 1, max = 2000)
        String url,
    @Schema(
            description =
                "Whether the endpoint is called about emergency overrides; false where these count"
                    + " as no approval. If absent it stays as it was, at first true.")
        @Nullable Boolean acceptOverride) {}
