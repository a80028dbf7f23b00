@NullMarked
package dev.countersign.rules.testing;

import org.jspecify.annotations.NullMarked;
