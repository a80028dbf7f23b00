@NullMarked
package dev.countersign.rules.core.evaluation;

import org.jspecify.annotations.NullMarked;
