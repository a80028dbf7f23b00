@NullMarked
package dev.countersign.rules.app.backtest;

import org.jspecify.annotations.NullMarked;
