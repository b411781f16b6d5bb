/**
 * Reference data (the registry): what is declared about credentials, resources and the rest. An entry keeps every
 * version with both its times, when it is true and when it was entered, so that joins are as of the event's time.
 */
@NullMarked
package dev.recount.reference;

import org.jspecify.annotations.NullMarked;
