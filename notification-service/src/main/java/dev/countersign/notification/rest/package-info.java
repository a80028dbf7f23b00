/** What partners set and see over HTTP. */
@NullMarked
package dev.countersign.notification.rest;

import org.jspecify.annotations.NullMarked;
