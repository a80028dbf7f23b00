@NullMarked
package dev.countersign.rules;

import org.jspecify.annotations.NullMarked;
