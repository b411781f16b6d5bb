/**
 * Rules applied to enriched events, and alerts made from the set of matches of a group. Pure: the Streams topology, replay
 * and tests drive the same objects.
 */
@NullMarked
package dev.recount.streams.detect;

import org.jspecify.annotations.NullMarked;
