/** Conditions written as lists of field, operator and value, or in one line. */
@NullMarked
package dev.countersign.rules.core.condition.notation;

import org.jspecify.annotations.NullMarked;
