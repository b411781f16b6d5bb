/**
 * What is usual: on which days somebody did something, as a set that is the same whatever the order of arrival. Knows no Kafka and
 * no clock.
 */
@NullMarked
package dev.recount.streams.baseline;

import org.jspecify.annotations.NullMarked;
