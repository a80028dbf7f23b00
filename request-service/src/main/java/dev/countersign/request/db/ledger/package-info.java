/** Checkpoints and the export of ledgers in PostgreSQL. */
@NullMarked
package dev.countersign.request.db.ledger;

import org.jspecify.annotations.NullMarked;
