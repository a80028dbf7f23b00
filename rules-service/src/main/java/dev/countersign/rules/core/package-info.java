/** The rules of rules-service: pure Java, no clock, no I/O, no framework. */
@NullMarked
package dev.countersign.rules.core;

import org.jspecify.annotations.NullMarked;
