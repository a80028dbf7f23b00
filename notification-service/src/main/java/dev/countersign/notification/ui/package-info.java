/** The page on which a person chooses how to be told. */
@NullMarked
package dev.countersign.notification.ui;

import org.jspecify.annotations.NullMarked;
