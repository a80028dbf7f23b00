@NullMarked
package dev.countersign.request.people;

import org.jspecify.annotations.NullMarked;
