/** Partners and people of the demo, set up through the public interfaces. */
@NullMarked
package dev.countersign.local.provision;

import org.jspecify.annotations.NullMarked;
