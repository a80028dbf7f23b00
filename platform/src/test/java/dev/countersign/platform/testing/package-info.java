/** What the tests of every service start with: a database, a broker, and tokens of their own. */
@NullMarked
package dev.countersign.platform.testing;

import org.jspecify.annotations.NullMarked;
