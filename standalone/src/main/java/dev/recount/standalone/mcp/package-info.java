/**
 * A read-only Model Context Protocol server on standard input and output, so that a responder's assistant can ask for
 * timelines. It is a client of the HTTP API and may do no more than its token.
 */
@NullMarked
package dev.recount.standalone.mcp;

import org.jspecify.annotations.NullMarked;
