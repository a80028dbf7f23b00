/** One class per use case, and the ports they need. */
@NullMarked
package dev.countersign.rules.app;

import org.jspecify.annotations.NullMarked;
