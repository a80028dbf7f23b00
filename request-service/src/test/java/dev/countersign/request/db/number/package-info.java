@NullMarked
package dev.countersign.request.db.number;

import org.jspecify.annotations.NullMarked;
