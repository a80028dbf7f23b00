@NullMarked
package dev.countersign.rules.db;

import org.jspecify.annotations.NullMarked;
