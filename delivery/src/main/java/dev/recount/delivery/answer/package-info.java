/**
 * What responders do to an incident at the target that told them of it, such as an acknowledgement in PagerDuty. It is read and
 * judged here; nothing in it knows Kafka, HTTP or a clock.
 */
@NullMarked
package dev.recount.delivery.answer;

import org.jspecify.annotations.NullMarked;
