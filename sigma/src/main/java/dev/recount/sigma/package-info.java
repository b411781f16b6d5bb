/** A Sigma 2.1 rule engine: parse, compile, match, correlate, explain. It knows no Kafka, no clock and no I/O. */
@NullMarked
package dev.recount.sigma;

import org.jspecify.annotations.NullMarked;
