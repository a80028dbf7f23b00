/** Reads exports and checkpoints for the verifier. */
@NullMarked
package dev.countersign.local.verify;

import org.jspecify.annotations.NullMarked;
