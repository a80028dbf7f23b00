package dev.countersign.request.core;

import dev.countersign.request.core.people.Directory;
import java.time.Instant;

/**
 * Everything that varies between two rulings on the same command: the clock, and the directory with
 * its delegations.
 */
public record Context(Instant now, Directory directory) {}
