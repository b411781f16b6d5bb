/** Correlations over the matches of rules, on event time with sliding windows. The result is a function of the set of matches, so order and duplication of their arrival cannot change it. */
@NullMarked
package dev.recount.sigma.correlate;

import org.jspecify.annotations.NullMarked;
