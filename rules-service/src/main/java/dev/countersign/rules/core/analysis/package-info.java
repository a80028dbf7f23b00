/** What can be said of a policy without waiting for events: its holes, its surprises, its risks. */
@NullMarked
package dev.countersign.rules.core.analysis;

import org.jspecify.annotations.NullMarked;
