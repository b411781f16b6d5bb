/**
 * Erasure of a person: whether it may be done, and what is asked of whoever keeps the keys. The tree is not touched by it,
 * because its leaves commit to what was written, and that holds persons only under their keys.
 */
@NullMarked
package dev.recount.evidence.erasure;

import org.jspecify.annotations.NullMarked;
