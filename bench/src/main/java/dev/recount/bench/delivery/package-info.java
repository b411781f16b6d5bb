/**
 * How delivery fares in a storm. It looks from outside: at a webhook's target, and at what the process says of itself.
 */
@NullMarked
package dev.recount.bench.delivery;

import org.jspecify.annotations.NullMarked;
