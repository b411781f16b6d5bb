/**
 * A running Recount, put together: the one place that makes clients, reads the clock and owns what must be closed. All
 * commands that serve start the same node with more or fewer halves.
 */
@NullMarked
package dev.recount.standalone.node;

import org.jspecify.annotations.NullMarked;
