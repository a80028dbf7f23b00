/** Refused attempts, and the patterns in them that somebody should look at (F-166). */
@NullMarked
package dev.countersign.request.app.attempt;

import org.jspecify.annotations.NullMarked;
