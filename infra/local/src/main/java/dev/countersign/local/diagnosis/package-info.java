/** Why a stack cannot start, in one sentence each. */
@NullMarked
package dev.countersign.local.diagnosis;

import org.jspecify.annotations.NullMarked;
