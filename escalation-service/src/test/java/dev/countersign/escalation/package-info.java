/** The shape of the service, and what its tests share. */
@NullMarked
package dev.countersign.escalation;

import org.jspecify.annotations.NullMarked;
