/**
 * The server that every process with an HTTP port runs, put together from the four packages beside it. What is served is
 * given from outside as groups of routes.
 */
@NullMarked
package dev.recount.runtime;

import org.jspecify.annotations.NullMarked;
