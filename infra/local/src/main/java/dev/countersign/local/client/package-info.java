/**
 * What a user of the stack does, from outside: publish, decide, read answers. Public doors only.
 */
@NullMarked
package dev.countersign.local.client;

import org.jspecify.annotations.NullMarked;
