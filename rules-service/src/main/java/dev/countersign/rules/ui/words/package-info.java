/**
 * What the pages say, by bundle: English, Spanish and Bengali stand side by side in {@code
 * messages}.
 */
@NullMarked
package dev.countersign.rules.ui.words;

import org.jspecify.annotations.NullMarked;
