/**
 * What delivery keeps in Kafka and reads from it. It moves records and decides nothing about them.
 */
@NullMarked
package dev.recount.delivery.log;

import org.jspecify.annotations.NullMarked;
