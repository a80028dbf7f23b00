/** The rows behind the ports: multi-row statements, one transaction per call. */
@NullMarked
package dev.countersign.notification.db;

import org.jspecify.annotations.NullMarked;
