/** Calls endpoints that strangers chose: nothing inside is ever reached, nothing waits for ever. */
@NullMarked
package dev.countersign.notification.http;

import org.jspecify.annotations.NullMarked;
