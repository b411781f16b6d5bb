/** Benchmarks. Each prints a ratio to something measured in the same run, because machines differ and are noisy. */
@NullMarked
package dev.recount.bench;

import org.jspecify.annotations.NullMarked;
