/**
 * SQL: requests, decisions, ledger and outcomes, each change in one transaction of few round trips.
 */
@NullMarked
package dev.countersign.request.db;

import org.jspecify.annotations.NullMarked;
