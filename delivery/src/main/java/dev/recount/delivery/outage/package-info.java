/**
 * Channels that cannot be told, told to another one. Pure: what is known of an outage is in the incident that stands for it.
 */
@NullMarked
package dev.recount.delivery.outage;

import org.jspecify.annotations.NullMarked;
