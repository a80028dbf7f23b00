package dev.countersign.request.read;

import java.time.OffsetDateTime;

/** A vote that was recorded. It never changes. */
public record VoteView(int step, String person, String vote, String reason, OffsetDateTime at) {}
