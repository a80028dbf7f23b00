/** The use cases of document numbers. */
@NullMarked
package dev.countersign.request.app.number;

import org.jspecify.annotations.NullMarked;
