/**
 * How the command line talks to a server: one HTTP client that knows problems, pages and event streams, and how it finds
 * the server and its token. Nothing here prints.
 */
@NullMarked
package dev.recount.standalone.client;

import org.jspecify.annotations.NullMarked;
