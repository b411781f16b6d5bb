/**
 * Says what a tool call, command, HTTP request, SQL statement or API call does: which operation, which of the 26 verbs,
 * on what, and whether it can be taken back. The tables are data files beside the classes, one per provider.
 */
@NullMarked
package dev.recount.ingest.operation;

import org.jspecify.annotations.NullMarked;
