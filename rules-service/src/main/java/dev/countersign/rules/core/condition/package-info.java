/**
 * When a rule applies: conditions on the facts of an event, in one tree whatever notation they were
 * written in, compiled once and evaluated often (section 2 of the features, C-06, C-07).
 */
@NullMarked
package dev.countersign.rules.core.condition;

import org.jspecify.annotations.NullMarked;
