/**
 * Moves records between Kafka and the sealed log. Decides nothing: what a leaf is and when to seal stands elsewhere.
 */
@NullMarked
package dev.recount.evidence.log;

import org.jspecify.annotations.NullMarked;
