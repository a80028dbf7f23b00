/**
 * The directory: who a partner's people are and which approver roles they hold.
 *
 * <p>A token proves who someone is; what that person may decide is kept here and published, so that
 * no other service has to guess.
 */
@NullMarked
package dev.countersign.request.people;

import org.jspecify.annotations.NullMarked;
