/** Who there is to ask: as much of the partner's directory as policies are checked against. */
@NullMarked
package dev.countersign.rules.core.people;

import org.jspecify.annotations.NullMarked;
