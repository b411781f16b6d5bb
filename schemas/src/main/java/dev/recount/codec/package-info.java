/**
 * Bytes: JSON, canonical JSON and Avro, all interpreted from a {@link dev.recount.shape.Shape}; and the identity of
 * schemas, from the checked-in index or from a Confluent-compatible registry.
 */
@NullMarked
package dev.recount.codec;

import org.jspecify.annotations.NullMarked;
