/**
 * What an answer means, and when to try again.
 */
@NullMarked
package dev.recount.delivery.retry;

import org.jspecify.annotations.NullMarked;
