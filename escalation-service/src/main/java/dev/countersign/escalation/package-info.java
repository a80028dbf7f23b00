/**
 * escalation-service: turns clocks into rows, and due rows into commands that others may refuse.
 */
@NullMarked
package dev.countersign.escalation;

import org.jspecify.annotations.NullMarked;
