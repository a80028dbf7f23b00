package dev.countersign.request.app;

import java.util.Optional;

/**
 * How an event came in: by which topic, with what beside its data, and its data byte for byte. It
 * is kept for an event that nobody could judge, so that it can be judged again as the same (T-04).
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes are the point.
public record Received(
    String topic, Optional<String> actor, Optional<String> revision, byte[] data) {}
