/** The commands a person types. */
@NullMarked
package dev.countersign.local.command;

import org.jspecify.annotations.NullMarked;
