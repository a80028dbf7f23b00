package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Vote;
import java.time.Instant;
import java.util.Optional;

/** A vote as stored, with what its receipt needs. */
public record CastVote(
    PersonId person,
    Optional<PersonId> onBehalfOf,
    int step,
    Vote vote,
    String reason,
    Instant at,
    int version,
    int ledgerSeq,
    String statusAfter,
    Optional<String> idempotencyKey) {}
