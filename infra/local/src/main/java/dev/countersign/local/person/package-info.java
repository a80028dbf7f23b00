/** The people and partners of the demo, as identity and provisioning know them. */
@NullMarked
package dev.countersign.local.person;

import org.jspecify.annotations.NullMarked;
