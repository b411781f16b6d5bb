/**
 * Delivery put together: the desk, Kafka, the alerts file that is looked at again and again, and the canary that is sent.
 * Nothing is decided here about who is told of what.
 */
@NullMarked
package dev.recount.delivery.wiring;

import org.jspecify.annotations.NullMarked;
