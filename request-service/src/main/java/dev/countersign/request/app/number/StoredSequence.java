package dev.countersign.request.app.number;

import dev.countersign.request.core.number.Sequence;
import java.util.UUID;

/**
 * A sequence as it stands.
 *
 * @param current the last issued counter of the present period (F-173)
 * @param version grows by one with every change of the sequence, not with its numbers
 */
public record StoredSequence(UUID id, Sequence sequence, long current, int version) {}
