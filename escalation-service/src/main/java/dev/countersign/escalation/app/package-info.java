/** What the service does, one class per use case, and the ports it needs. */
@NullMarked
package dev.countersign.escalation.app;

import org.jspecify.annotations.NullMarked;
