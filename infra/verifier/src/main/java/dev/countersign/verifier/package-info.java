/**
 * Checks a partner's ledgers against signed checkpoints. It shares no code with what writes them
 * and needs nothing but the JDK, so that an auditor can read all of it.
 */
@NullMarked
package dev.countersign.verifier;

import org.jspecify.annotations.NullMarked;
