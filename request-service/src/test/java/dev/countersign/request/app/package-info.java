@NullMarked
package dev.countersign.request.app;

import org.jspecify.annotations.NullMarked;
