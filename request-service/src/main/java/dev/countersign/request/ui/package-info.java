/** The pages an approver works with, rendered on the server over the same use cases as the API. */
@NullMarked
package dev.countersign.request.ui;

import org.jspecify.annotations.NullMarked;
