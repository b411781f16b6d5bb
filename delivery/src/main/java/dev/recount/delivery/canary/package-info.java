/**
 * The canary: a harmless sequence that goes the way of every event, at intervals, to show that detection still answers. What
 * is decided about it stands here; it knows no Kafka, no HTTP and no clock.
 */
@NullMarked
package dev.recount.delivery.canary;

import org.jspecify.annotations.NullMarked;
