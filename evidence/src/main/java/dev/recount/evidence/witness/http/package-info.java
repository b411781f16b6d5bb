/** {@code c2sp.org/tlog-witness} over HTTP: the route that a witness serves, and the client that a log asks with. */
@NullMarked
package dev.recount.evidence.witness.http;

import org.jspecify.annotations.NullMarked;
