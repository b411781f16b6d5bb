/** What evidence costs: leaves, proofs, bundles and their verification. Everything is compared within one run. */
@NullMarked
package dev.recount.bench.evidence;

import org.jspecify.annotations.NullMarked;
