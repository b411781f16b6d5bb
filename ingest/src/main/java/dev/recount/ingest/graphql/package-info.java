/**
 * Reads GraphQL requests into the operations they ask for, by a real parser and never by searching the text. Aliases,
 * fragments, variables and documents of several operations are seen through.
 */
@NullMarked
package dev.recount.ingest.graphql;

import org.jspecify.annotations.NullMarked;
