@NullMarked
package dev.countersign.request.db.ledger;

import org.jspecify.annotations.NullMarked;
