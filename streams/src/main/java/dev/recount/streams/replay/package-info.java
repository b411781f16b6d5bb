/**
 * The whole detection in memory, without Kafka: the same pure objects that the topology drives, for replay, tests and
 * benchmarks. Results depend on the set of events alone.
 */
@NullMarked
package dev.recount.streams.replay;

import org.jspecify.annotations.NullMarked;
