/**
 * What can go wrong for a caller, as a small closed set, and the one place that turns it into
 * {@code application/problem+json} (RFC 9457). Nothing a caller sent and nothing of our insides is echoed beyond that.
 */
@NullMarked
package dev.recount.runtime.problem;

import org.jspecify.annotations.NullMarked;
