/** One address for all services, routed by path as the production ingress does. */
@NullMarked
package dev.countersign.local.origin;

import org.jspecify.annotations.NullMarked;
