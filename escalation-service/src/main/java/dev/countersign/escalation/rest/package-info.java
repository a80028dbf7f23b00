/** Timers, shown to the people of their partner. */
@NullMarked
package dev.countersign.escalation.rest;

import org.jspecify.annotations.NullMarked;
