/** What events of one kind add up to over a span of time (N-12). */
@NullMarked
package dev.countersign.rules.core.window;

import org.jspecify.annotations.NullMarked;
