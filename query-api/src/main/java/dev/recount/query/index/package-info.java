/**
 * The views over the stores of {@code recount-index}. One store holds all partitions of its topic, so a question is one walk
 * over ordered keys.
 */
@NullMarked
package dev.recount.query.index;

import org.jspecify.annotations.NullMarked;
