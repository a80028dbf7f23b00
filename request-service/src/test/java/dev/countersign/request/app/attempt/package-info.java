@NullMarked
package dev.countersign.request.app.attempt;

import org.jspecify.annotations.NullMarked;
