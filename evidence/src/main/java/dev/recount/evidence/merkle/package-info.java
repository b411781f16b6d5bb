/**
 * The Merkle tree of RFC 6962: hashes, growing, proofs and their verification. Pure: it knows no file, no key and no event.
 */
@NullMarked
package dev.recount.evidence.merkle;

import org.jspecify.annotations.NullMarked;
