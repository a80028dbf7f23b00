/** The queries behind the API and the pages, and the directory's table and outbox. */
@NullMarked
package dev.countersign.request.db.read;

import org.jspecify.annotations.NullMarked;
