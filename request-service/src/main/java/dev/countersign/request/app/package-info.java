/** Use cases: load, rule, append. The ports they need are interfaces of this package. */
@NullMarked
package dev.countersign.request.app;

import org.jspecify.annotations.NullMarked;
