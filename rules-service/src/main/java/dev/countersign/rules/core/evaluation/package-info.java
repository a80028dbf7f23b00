/** Facts out of an event, and what a policy says about them. */
@NullMarked
package dev.countersign.rules.core.evaluation;

import org.jspecify.annotations.NullMarked;
