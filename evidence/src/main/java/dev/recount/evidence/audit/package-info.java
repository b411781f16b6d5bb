/**
 * Holds a running log against the records it was made of: leaves are computed again, the tree is built again, and both are
 * compared with what is served and published. Pure: records, tiles and checkpoints are handed over.
 */
@NullMarked
package dev.recount.evidence.audit;

import org.jspecify.annotations.NullMarked;
