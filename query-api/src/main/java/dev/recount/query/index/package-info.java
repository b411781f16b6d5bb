/** The views over the stores of {@code recount-index}: each question goes to every partition and the answers are merged. */
@NullMarked
package dev.recount.query.index;

import org.jspecify.annotations.NullMarked;
