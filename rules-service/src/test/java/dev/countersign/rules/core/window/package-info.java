@NullMarked
package dev.countersign.rules.core.window;

import org.jspecify.annotations.NullMarked;
