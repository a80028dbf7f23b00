/** Calendars as JSON: the same shape over REST, in the table and on the topic. */
@NullMarked
package dev.countersign.escalation.json;

import org.jspecify.annotations.NullMarked;
