@NullMarked
package dev.countersign.rules.core.policy;

import org.jspecify.annotations.NullMarked;
