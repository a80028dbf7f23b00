package dev.countersign.request.app;

import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestId;

/** A wish to take a request back. */
public record CancelCommand(RequestId request, Reason reason) {}
