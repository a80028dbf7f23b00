/** The one-command stack: everything Countersign needs, on one machine, under one supervisor. */
@NullMarked
package dev.countersign.local;

import org.jspecify.annotations.NullMarked;
