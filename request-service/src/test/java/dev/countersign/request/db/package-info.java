@NullMarked
package dev.countersign.request.db;

import org.jspecify.annotations.NullMarked;
