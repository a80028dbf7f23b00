/** What another version would have answered, compared and counted. Pure, as the rules are. */
@NullMarked
package dev.countersign.rules.core.backtest;

import org.jspecify.annotations.NullMarked;
