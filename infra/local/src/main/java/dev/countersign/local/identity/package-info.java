/** An OpenID Connect issuer for the local stack: the people are listed, a click signs in. */
@NullMarked
package dev.countersign.local.identity;

import org.jspecify.annotations.NullMarked;
