/**
 * Keeps deliveries away from addresses that are nobody else's business. Decides about addresses, and resolves no names.
 */
@NullMarked
package dev.recount.delivery.guard;

import org.jspecify.annotations.NullMarked;
