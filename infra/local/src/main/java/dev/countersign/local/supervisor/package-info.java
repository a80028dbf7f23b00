/** Keeping child processes alive, and stopping them all. */
@NullMarked
package dev.countersign.local.supervisor;

import org.jspecify.annotations.NullMarked;
