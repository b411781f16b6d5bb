/** Serves checkpoints, proofs and tiles. Knows the sealed log and where events lie in it, and nothing of Kafka. */
@NullMarked
package dev.recount.evidence.http;

import org.jspecify.annotations.NullMarked;
