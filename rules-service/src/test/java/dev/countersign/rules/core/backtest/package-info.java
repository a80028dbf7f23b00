@NullMarked
package dev.countersign.rules.core.backtest;

import org.jspecify.annotations.NullMarked;
