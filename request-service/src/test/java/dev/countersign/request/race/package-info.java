/** Races on real PostgreSQL: who comes at the same moment, and what must be true whoever wins. */
@NullMarked
package dev.countersign.request.race;

import org.jspecify.annotations.NullMarked;
