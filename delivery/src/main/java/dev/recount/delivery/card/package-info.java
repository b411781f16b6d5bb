/**
 * What a woken human reads in nine seconds, made from an incident. Text that an agent may have written is made harmless
 * for each place where it is shown.
 */
@NullMarked
package dev.recount.delivery.card;

import org.jspecify.annotations.NullMarked;
