/**
 * Reads what is recorded back from Kafka and runs it through a replay. Everything that is decided about it is decided in
 * {@code replay}; here records are moved.
 */
@NullMarked
package dev.recount.streams.log;

import org.jspecify.annotations.NullMarked;
