/** Amounts and currencies, read without doubles and without surprises. */
@NullMarked
package dev.countersign.rules.core.money;

import org.jspecify.annotations.NullMarked;
