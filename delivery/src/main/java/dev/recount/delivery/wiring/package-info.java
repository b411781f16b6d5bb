/**
 * Delivery put together: the desk that owns every page, the workers of each channel, and what they are wired to.
 */
@NullMarked
package dev.recount.delivery.wiring;

import org.jspecify.annotations.NullMarked;
