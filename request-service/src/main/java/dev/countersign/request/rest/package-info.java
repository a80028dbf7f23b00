/** The HTTP API: reads a request, calls a use case, words the answer. No rule lives here. */
@NullMarked
package dev.countersign.request.rest;

import org.jspecify.annotations.NullMarked;
