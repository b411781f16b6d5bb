/**
 * The tree on disk, in files that only grow, and the tiles that are cut from them. Nothing here knows events or keys.
 */
@NullMarked
package dev.recount.evidence.tile;

import org.jspecify.annotations.NullMarked;
