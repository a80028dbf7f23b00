/** Signed checkpoints over the ledgers, and what auditors take away. */
@NullMarked
package dev.countersign.request.app.ledger;

import org.jspecify.annotations.NullMarked;
