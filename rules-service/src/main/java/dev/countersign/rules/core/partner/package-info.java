/** The isolation unit and the preset it lives under. */
@NullMarked
package dev.countersign.rules.core.partner;

import org.jspecify.annotations.NullMarked;
