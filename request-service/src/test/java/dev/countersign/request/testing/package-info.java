/** What the adapter tests share: evaluations to publish, people to ask, rows to look at. */
@NullMarked
package dev.countersign.request.testing;

import org.jspecify.annotations.NullMarked;
