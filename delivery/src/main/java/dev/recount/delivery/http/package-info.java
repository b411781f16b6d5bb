/**
 * What responders can ask about deliveries, and do about them.
 */
@NullMarked
package dev.recount.delivery.http;

import org.jspecify.annotations.NullMarked;
