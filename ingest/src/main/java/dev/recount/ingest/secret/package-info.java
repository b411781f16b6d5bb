/**
 * Finds secrets in any text, replaces them by a marker, and names them by a keyed fingerprint. Everything here is a pure
 * function of its input and the key: no clock, no I/O, time linear in the size of the text.
 */
@NullMarked
package dev.recount.ingest.secret;

import org.jspecify.annotations.NullMarked;
