@NullMarked
package dev.countersign.rules.core.condition;

import org.jspecify.annotations.NullMarked;
