@NullMarked
package dev.countersign.rules.kafka;

import org.jspecify.annotations.NullMarked;
