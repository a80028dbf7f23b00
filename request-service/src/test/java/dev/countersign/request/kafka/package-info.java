@NullMarked
package dev.countersign.request.kafka;

import org.jspecify.annotations.NullMarked;
