@NullMarked
package dev.countersign.rules.app.window;

import org.jspecify.annotations.NullMarked;
