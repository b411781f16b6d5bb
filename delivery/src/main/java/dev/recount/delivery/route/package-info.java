/**
 * Which channels are told of an incident: by level, environment, team and rule, and not in quiet hours.
 */
@NullMarked
package dev.recount.delivery.route;

import org.jspecify.annotations.NullMarked;
