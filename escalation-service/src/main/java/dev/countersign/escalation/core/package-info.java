/** The rules of escalation-service: pure Java, no clock, no I/O, no framework. */
@NullMarked
package dev.countersign.escalation.core;

import org.jspecify.annotations.NullMarked;
