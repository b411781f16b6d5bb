/**
 * The directory that holds everything one Recount keeps: Kafka's log, state stores, the admin token, logs. One process
 * owns it at a time.
 */
@NullMarked
package dev.recount.standalone.data;

import org.jspecify.annotations.NullMarked;
