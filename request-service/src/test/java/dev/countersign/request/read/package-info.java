@NullMarked
package dev.countersign.request.read;

import org.jspecify.annotations.NullMarked;
