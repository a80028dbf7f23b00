/** Tests of the rules that hold for the whole module. */
@NullMarked
package dev.countersign.platform;

import org.jspecify.annotations.NullMarked;
