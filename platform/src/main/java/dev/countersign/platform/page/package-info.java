/** What every page has in common: the layout, its style sheet and scripts, and who looks at it. */
@NullMarked
package dev.countersign.platform.page;

import org.jspecify.annotations.NullMarked;
