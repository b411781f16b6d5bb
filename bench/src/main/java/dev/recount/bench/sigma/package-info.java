/**
 * The Sigma engine's benchmarks: rules at scale, real records, ordered sequences, and the same work on its peers. Answers are
 * compared before speed is printed, and speed is events per second of processor time.
 */
@NullMarked
package dev.recount.bench.sigma;

import org.jspecify.annotations.NullMarked;
