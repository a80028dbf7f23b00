/**
 * The JSON of events, evaluations, partners and policies: the one place that knows both it and the
 * core.
 */
@NullMarked
package dev.countersign.rules.json;

import org.jspecify.annotations.NullMarked;
