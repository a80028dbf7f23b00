/** rules-service: judges events by the policies of their partner. */
@NullMarked
package dev.countersign.rules;

import org.jspecify.annotations.NullMarked;
