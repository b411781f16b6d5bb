/** Obtains a bundle's alerts again from its own events and rules. Knows no server and no clock. */
@NullMarked
package dev.recount.standalone.evidence;

import org.jspecify.annotations.NullMarked;
