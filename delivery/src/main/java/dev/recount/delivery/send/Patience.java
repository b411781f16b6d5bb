package dev.recount.delivery.send;

import java.time.Duration;

/**
 * How long a target is waited for.
 *
 * @param connect for a connection
 * @param answer for the next byte
 * @param whole for everything, however busy the target looks
 */
record Patience(Duration connect, Duration answer, Duration whole) {

    /** Standard Webhooks 1.0.0 asks for 15 to 30 seconds. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20));
}
