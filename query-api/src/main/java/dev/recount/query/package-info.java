/**
 * The query half of Recount: what can be asked, put together from the packages beside it. Standalone makes a
 * {@link dev.recount.query.wiring.QueryService} and serves its routes.
 */
@NullMarked
package dev.recount.query;

import org.jspecify.annotations.NullMarked;
