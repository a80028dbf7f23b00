/** Work that a service does again and again by itself. */
@NullMarked
package dev.countersign.platform.rounds;

import org.jspecify.annotations.NullMarked;
