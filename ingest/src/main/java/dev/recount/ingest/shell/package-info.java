/**
 * Takes a command line apart into the commands that a POSIX shell would run, without running anything. Total: malformed
 * input gives the commands that can be told, and says that it is incomplete.
 */
@NullMarked
package dev.recount.ingest.shell;

import org.jspecify.annotations.NullMarked;
