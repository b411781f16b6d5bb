/**
 * One class per source: how its own records become events. All of them are pure and see redacted input only, except
 * native events, which are redacted after they are read.
 */
@NullMarked
package dev.recount.ingest.source;

import org.jspecify.annotations.NullMarked;
