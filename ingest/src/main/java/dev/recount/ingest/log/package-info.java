/**
 * What makes an accepted event an appended one: idempotence by event id, and records on Kafka with {@code acks=all}.
 * The only package of ingest that knows the Kafka clients.
 */
@NullMarked
package dev.recount.ingest.log;

import org.jspecify.annotations.NullMarked;
