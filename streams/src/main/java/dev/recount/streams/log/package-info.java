/**
 * Reads what is recorded back from Kafka and runs it through a replay, and reads what detection could not, to say so. What a
 * replay decides is decided in {@code replay}; here records are moved.
 */
@NullMarked
package dev.recount.streams.log;

import org.jspecify.annotations.NullMarked;
