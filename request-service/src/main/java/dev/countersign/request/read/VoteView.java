package dev.countersign.request.read;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A vote that was recorded. It never changes. */
public record VoteView(
    int step,
    String person,
    @Nullable String onBehalfOf,
    String vote,
    String reason,
    boolean bulk,
    OffsetDateTime at) {}
