/** What a mail server's answers lead to. */
@NullMarked
package dev.countersign.notification.smtp;

import org.jspecify.annotations.NullMarked;
