/** Endpoints as strangers may offer them. */
@NullMarked
package dev.countersign.notification.http;

import org.jspecify.annotations.NullMarked;
