/** What every HTTP door has in common: who is asking, what may go wrong, what is done only once. */
@NullMarked
package dev.countersign.platform.web;

import org.jspecify.annotations.NullMarked;
