/**
 * Use of the API as evidence: who asked for what, when and why, and who was turned away, as events like any other. Decided
 * from the call alone.
 */
@NullMarked
package dev.recount.query.access;

import org.jspecify.annotations.NullMarked;
