package dev.countersign.notification.rest;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a partner wants its events. */
@Schema(name = "WebhookEndpointRequest")
public record EndpointRequest(
    @Schema(description = "https, port 443 or 8443, a public address")
        @NotNull
        @Size(min = 1, max = 2000)
        String url) {}
