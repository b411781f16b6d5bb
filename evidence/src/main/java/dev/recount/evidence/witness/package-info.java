/**
 * Witnesses: who sees every checkpoint of a log, makes sure that each continues the last, and signs that it did. Both sides
 * of {@code c2sp.org/tlog-witness} without its transport; knows neither Kafka nor HTTP.
 */
@NullMarked
package dev.recount.evidence.witness;

import org.jspecify.annotations.NullMarked;
