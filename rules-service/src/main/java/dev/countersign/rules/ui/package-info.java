/**
 * The pages a policy admin works with, rendered on the server over the same use cases as the API.
 */
@NullMarked
package dev.countersign.rules.ui;

import org.jspecify.annotations.NullMarked;
