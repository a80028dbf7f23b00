@NullMarked
package dev.countersign.request.core;

import org.jspecify.annotations.NullMarked;
