/** Who must decide one event, fully resolved: nothing downstream evaluates a condition. */
@NullMarked
package dev.countersign.rules.core.route;

import org.jspecify.annotations.NullMarked;
