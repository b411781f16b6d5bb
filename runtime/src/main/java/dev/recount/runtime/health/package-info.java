/**
 * Whether a process lives and whether it can take work, asked of its components by name. A component opens nothing when
 * it is built, says how it is when asked, and may be closed twice.
 */
@NullMarked
package dev.recount.runtime.health;

import org.jspecify.annotations.NullMarked;
