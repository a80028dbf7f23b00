/** Events in, evaluations out, and the rules themselves from their compacted topics. */
@NullMarked
package dev.countersign.rules.kafka;

import org.jspecify.annotations.NullMarked;
