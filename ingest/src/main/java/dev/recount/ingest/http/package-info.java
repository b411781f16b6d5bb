/**
 * The doors: HTTP routes that read a bounded body, hand it to the pure classes, and answer once the log has what was
 * accepted. No decision about events is taken here.
 */
@NullMarked
package dev.recount.ingest.http;

import org.jspecify.annotations.NullMarked;
