/** The query half put together. Everything else in this module is handed what it needs. */
@NullMarked
package dev.recount.query.wiring;

import org.jspecify.annotations.NullMarked;
