/** Tests of the analysis. */
@NullMarked
package dev.countersign.rules.core.analysis;

import org.jspecify.annotations.NullMarked;
