@NullMarked
package dev.countersign.rules.json;

import org.jspecify.annotations.NullMarked;
