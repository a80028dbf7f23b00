/**
 * JSON Logic: expressions, what they evaluate to, and the conditions they amount to (F-053). Exact
 * decimals, bounded steps; what JavaScript would call NaN makes the condition malformed.
 */
@NullMarked
package dev.countersign.rules.core.condition.logic;

import org.jspecify.annotations.NullMarked;
