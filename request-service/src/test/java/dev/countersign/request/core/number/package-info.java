@NullMarked
package dev.countersign.request.core.number;

import org.jspecify.annotations.NullMarked;
