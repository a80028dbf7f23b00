/** Which decisions ask for a fresh or stronger sign-in (AN-18, RFC 9470). */
@NullMarked
package dev.countersign.request.app.signin;

import org.jspecify.annotations.NullMarked;
