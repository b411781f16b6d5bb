/**
 * How things stood at a moment: what each actor held, what was approved, and what was left to recover from. Folded from the
 * events up to then; a clock is never asked.
 */
@NullMarked
package dev.recount.query.state;

import org.jspecify.annotations.NullMarked;
