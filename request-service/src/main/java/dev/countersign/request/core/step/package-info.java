/** One level of an approval: its plan, its quorum, its clocks and its votes. */
@NullMarked
package dev.countersign.request.core.step;

import org.jspecify.annotations.NullMarked;
