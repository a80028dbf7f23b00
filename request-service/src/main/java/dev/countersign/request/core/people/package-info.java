/** Who may decide: roles, the directory as it is now, and the pool of a step. */
@NullMarked
package dev.countersign.request.core.people;

import org.jspecify.annotations.NullMarked;
