/** The rules of request-service: pure Java, no clock, no I/O, no framework. */
@NullMarked
package dev.countersign.request.core;

import org.jspecify.annotations.NullMarked;
