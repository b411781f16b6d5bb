/**
 * The event: one recorded fact, immutable, in the vocabulary of {@code docs/EVENTS.md}. These records are the schema;
 * JSON, Avro and canonical bytes are all derived from them by {@link dev.recount.shape}.
 */
@NullMarked
package dev.recount.event;

import org.jspecify.annotations.NullMarked;
