package dev.countersign.request.app;

import dev.countersign.request.core.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One answer as it is stored and published. */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes are the point.
public record OutcomeEntry(
    UUID id,
    Dossier dossier,
    Answer answer,
    Instant at,
    Optional<Integer> ledgerSeq,
    byte[] body) {}
