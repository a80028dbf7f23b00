package dev.countersign.request.read;

import java.time.OffsetDateTime;

/** One link of a request's chain; {@code body} is the JSON exactly as it was hashed. */
public record LedgerEntry(
    int seq, String type, OffsetDateTime time, String prevHash, String hash, String body) {}
