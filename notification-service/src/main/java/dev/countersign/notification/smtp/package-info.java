/** Writes mails and hands them to the mail server. */
@NullMarked
package dev.countersign.notification.smtp;

import org.jspecify.annotations.NullMarked;
