/** How fast conditions are evaluated, beside engines that can say the same. */
@NullMarked
package dev.countersign.benchmarks.policies;

import org.jspecify.annotations.NullMarked;
