/** Recorded events as they are asked for: what can be read of them, and search over them. Knows neither Kafka nor HTTP. */
@NullMarked
package dev.recount.query.event;

import org.jspecify.annotations.NullMarked;
