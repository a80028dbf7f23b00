/** What the database itself refuses. */
@NullMarked
package dev.countersign.notification.db;

import org.jspecify.annotations.NullMarked;
