/** The topics this service reads: decode, hand over, acknowledge. */
@NullMarked
package dev.countersign.request.kafka;

import org.jspecify.annotations.NullMarked;
