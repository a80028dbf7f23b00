/** Policies, their versions and the preset they start from. */
@NullMarked
package dev.countersign.rules.core.policy;

import org.jspecify.annotations.NullMarked;
