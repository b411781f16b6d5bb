/**
 * What is derived about an event: a pure function of the event, of the set of remembered events of its session, and of
 * reference data as of the event's time. No clock, no Kafka.
 */
@NullMarked
package dev.recount.streams.enrich;

import org.jspecify.annotations.NullMarked;
