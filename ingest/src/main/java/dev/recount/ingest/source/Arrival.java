package dev.recount.ingest.source;

import java.time.Instant;

/**
 * What is known of a record besides itself.
 *
 * @param at when it arrived
 * @param context what the installation says about the sender's session
 * @param order gives positions in a session
 */
public record Arrival(Instant at, SessionContext context, SessionOrder order) {}
