/** Tests of the service as a whole. */
@NullMarked
package dev.countersign.notification;

import org.jspecify.annotations.NullMarked;
