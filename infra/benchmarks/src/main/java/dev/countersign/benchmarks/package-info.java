/** Load on the whole stack: approvals per CPU second of every process that takes part. */
@NullMarked
package dev.countersign.benchmarks;

import org.jspecify.annotations.NullMarked;
