/**
 * Timelines: which events belong to a subject, in which order, what each was caused by and on what basis that is said, and
 * how well each is witnessed. All of it is decided from records; a clock or a database is never asked here directly.
 */
@NullMarked
package dev.recount.query.timeline;

import org.jspecify.annotations.NullMarked;
