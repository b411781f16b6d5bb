/**
 * Keeps what names a person out of the log, under a key of that person alone, so that destroying the key erases them and
 * leaves every record, and every proof over it, as it is.
 */
@NullMarked
package dev.recount.ingest.person;

import org.jspecify.annotations.NullMarked;
