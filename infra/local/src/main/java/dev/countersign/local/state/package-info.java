/** What a stack remembers between commands: ports, processes, secrets. */
@NullMarked
package dev.countersign.local.state;

import org.jspecify.annotations.NullMarked;
