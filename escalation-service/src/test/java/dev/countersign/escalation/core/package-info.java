/** What the clocks do, told without any clock. */
@NullMarked
package dev.countersign.escalation.core;

import org.jspecify.annotations.NullMarked;
