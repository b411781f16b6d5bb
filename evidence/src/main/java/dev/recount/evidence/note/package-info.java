/**
 * Signed notes, checkpoints and keys as C2SP describes them. Pure: nothing here reads a file or a clock.
 */
@NullMarked
package dev.recount.evidence.note;

import org.jspecify.annotations.NullMarked;
