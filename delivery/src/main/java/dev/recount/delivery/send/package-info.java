/**
 * Carries messages to where they go, over HTTP and SMTP. It moves bytes and decides nothing about incidents.
 */
@NullMarked
package dev.recount.delivery.send;

import org.jspecify.annotations.NullMarked;
