@NullMarked
package dev.countersign.rules.app;

import org.jspecify.annotations.NullMarked;
