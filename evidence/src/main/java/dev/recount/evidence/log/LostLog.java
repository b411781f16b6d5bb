package dev.recount.evidence.log;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.VerifierKey;

/**
 * A log that an instance had before, and whose key and tree it has no more.
 *
 * @param key that verifies what it published
 * @param last the last checkpoint that it published
 */
public record LostLog(VerifierKey key, Checkpoint last) {}
