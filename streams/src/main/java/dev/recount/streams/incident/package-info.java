/**
 * Alerts that belong together, merged into incidents: a pure function of the set of alerts and of what responders said. Knows
 * no Kafka and no clock.
 */
@NullMarked
package dev.recount.streams.incident;

import org.jspecify.annotations.NullMarked;
