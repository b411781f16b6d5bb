/** The routes of the query side: each handler reads its parameters, asks the packages beside it, and writes JSON. */
@NullMarked
package dev.recount.query.http;

import org.jspecify.annotations.NullMarked;
