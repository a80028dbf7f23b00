@NullMarked
package dev.countersign.rules.ui;

import org.jspecify.annotations.NullMarked;
