/** How modules meet their database: tenant transactions, consumed offsets, kinds of failure. */
@NullMarked
package dev.countersign.platform.storage;

import org.jspecify.annotations.NullMarked;
