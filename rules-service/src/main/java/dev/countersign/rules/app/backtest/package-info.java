/**
 * Backtests: what a version would have answered in the past. Nothing here can publish, and nothing
 * but a simulation's own row is written.
 */
@NullMarked
package dev.countersign.rules.app.backtest;

import org.jspecify.annotations.NullMarked;
