/** What every page has in common. */
@NullMarked
package dev.countersign.platform.page;

import org.jspecify.annotations.NullMarked;
