@NullMarked
package dev.countersign.rules.core;

import org.jspecify.annotations.NullMarked;
