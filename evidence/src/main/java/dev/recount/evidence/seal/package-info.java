/**
 * Puts events into the tree in order and signs what it has become. Whatever is signed is on disk before anyone sees it.
 */
@NullMarked
package dev.recount.evidence.seal;

import org.jspecify.annotations.NullMarked;
