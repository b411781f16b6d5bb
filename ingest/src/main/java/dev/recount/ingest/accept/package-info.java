/**
 * What makes a received event an accepted one: redacting, completing, checking, naming and encoding it, as pure classes.
 * Nothing here knows Kafka, HTTP or a clock; times are passed in.
 */
@NullMarked
package dev.recount.ingest.accept;

import org.jspecify.annotations.NullMarked;
