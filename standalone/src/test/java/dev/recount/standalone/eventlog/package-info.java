/** Ingest's log on a real broker: the same contract as in memory, and what only a broker can do to it. */
package dev.recount.standalone.eventlog;
