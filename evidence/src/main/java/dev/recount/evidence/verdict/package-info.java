/**
 * What a verification says in the end. Pure words; who checks and what stands elsewhere.
 */
@NullMarked
package dev.recount.evidence.verdict;

import org.jspecify.annotations.NullMarked;
