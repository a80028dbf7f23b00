/** Counting events for the windowed facts of policies, and forgetting them again. */
@NullMarked
package dev.countersign.rules.app.window;

import org.jspecify.annotations.NullMarked;
