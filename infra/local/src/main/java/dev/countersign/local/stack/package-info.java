/** What the stack consists of and in which order it comes up. */
@NullMarked
package dev.countersign.local.stack;

import org.jspecify.annotations.NullMarked;
