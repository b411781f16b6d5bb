package dev.recount.evidence.witness;

import java.io.IOException;

/** The way to a witness. */
@FunctionalInterface
public interface WitnessDoor {

    /**
     * Asks, and waits for the answer, for a few seconds at most.
     *
     * @throws IOException when there is none, or none that can be understood
     */
    WitnessAnswer ask(AddCheckpoint request) throws IOException, InterruptedException;
}
