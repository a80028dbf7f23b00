package dev.countersign.request.app;

import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import java.util.Optional;

/**
 * A vote as it came in. {@code seen} is the digest, iteration and policy version the person had in
 * view; {@code version} the one of an If-Match. At least one must be given.
 */
public record DecisionCommand(
    RequestId request,
    Vote vote,
    Reason reason,
    Optional<Seen> seen,
    Optional<Integer> version,
    Optional<String> idempotencyKey) {}
