/** The whole stack as a black box: stories, races and kills, judged from outside. */
@NullMarked
package dev.countersign.system;

import org.jspecify.annotations.NullMarked;
