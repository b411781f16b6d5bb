/**
 * Replays held against detection as it runs in production: on a real Kafka, with restarts, and on real records. These tests stand
 * here because only this module sees the broker, the stories of the rules and the sources together.
 */
@NullMarked
package dev.recount.bench.replay;

import org.jspecify.annotations.NullMarked;
