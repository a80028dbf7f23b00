/**
 * Document numbers: what they look like, when a counter starts again, and what is never issued
 * twice.
 */
@NullMarked
package dev.countersign.request.core.number;

import org.jspecify.annotations.NullMarked;
