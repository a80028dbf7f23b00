@NullMarked
package dev.countersign.request.db.read;

import org.jspecify.annotations.NullMarked;
