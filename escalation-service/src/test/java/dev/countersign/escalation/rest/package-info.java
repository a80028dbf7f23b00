/** Timers as people see them. */
@NullMarked
package dev.countersign.escalation.rest;

import org.jspecify.annotations.NullMarked;
