@NullMarked
package dev.countersign.rules.ui.table;

import org.jspecify.annotations.NullMarked;
