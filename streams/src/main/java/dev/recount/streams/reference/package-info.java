/**
 * Reference data: entries folded from their events, and the book that answers what was declared as of a moment. Pure;
 * Kafka only carries entries to and from here.
 */
@NullMarked
package dev.recount.streams.reference;

import org.jspecify.annotations.NullMarked;
