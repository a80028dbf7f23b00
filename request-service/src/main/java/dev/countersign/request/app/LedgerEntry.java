package dev.countersign.request.app;

import java.time.Instant;
import java.util.UUID;

/** One link of the chain. The body is stored, hashed and published as these bytes. */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes are the point.
public record LedgerEntry(
    int seq, UUID id, String type, Instant at, byte[] prevHash, byte[] hash, byte[] body) {}
