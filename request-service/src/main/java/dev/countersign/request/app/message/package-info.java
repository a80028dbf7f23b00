/** The bodies of the messages this service publishes: stable field order, decimals as text. */
@NullMarked
package dev.countersign.request.app.message;

import org.jspecify.annotations.NullMarked;
