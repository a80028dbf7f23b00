/** What the API and the pages show, read under row-level security. Nothing here changes a row. */
@NullMarked
package dev.countersign.request.read;

import org.jspecify.annotations.NullMarked;
