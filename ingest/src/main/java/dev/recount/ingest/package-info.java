/**
 * Ingest as one component: its settings and its wiring. Everything it needs from outside (key, log, clock, meters) is
 * handed to it.
 */
@NullMarked
package dev.recount.ingest;

import org.jspecify.annotations.NullMarked;
