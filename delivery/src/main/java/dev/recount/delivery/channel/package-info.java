/**
 * The channels of an alerts file, and what each one's own API wants to be sent. Nothing is sent here.
 */
@NullMarked
package dev.recount.delivery.channel;

import org.jspecify.annotations.NullMarked;
