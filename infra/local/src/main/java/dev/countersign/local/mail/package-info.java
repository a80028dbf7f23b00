/** An SMTP server that delivers to a page instead of a mailbox. */
@NullMarked
package dev.countersign.local.mail;

import org.jspecify.annotations.NullMarked;
