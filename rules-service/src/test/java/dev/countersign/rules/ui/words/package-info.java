@NullMarked
package dev.countersign.rules.ui.words;

import org.jspecify.annotations.NullMarked;
