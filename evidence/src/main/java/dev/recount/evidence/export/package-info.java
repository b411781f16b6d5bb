/**
 * Exports: what is wanted, the jobs that make bundles of it, and what they need from the rest of Recount. Knows neither
 * Kafka nor HTTP.
 */
@NullMarked
package dev.recount.evidence.export;

import org.jspecify.annotations.NullMarked;
