@NullMarked
package dev.countersign.request;

import org.jspecify.annotations.NullMarked;
