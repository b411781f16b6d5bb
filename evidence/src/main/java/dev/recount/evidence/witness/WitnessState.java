package dev.recount.evidence.witness;

import java.time.Instant;
import java.util.Optional;

/**
 * How a witness is.
 *
 * @param name of its key
 * @param address where it is asked
 * @param size of the checkpoint that it cosigned last, since this process began; 0 for none
 * @param cosignedAt when
 * @param refused how often it would not cosign
 * @param silent how often there was no answer
 * @param fault why it did not cosign when it was asked last; empty if it did
 * @param refuses whether that was a refusal, and not silence
 */
public record WitnessState(
        String name,
        String address,
        long size,
        Optional<Instant> cosignedAt,
        long refused,
        long silent,
        Optional<String> fault,
        boolean refuses) {

    static WitnessState unasked(String name, String address) {
        return new WitnessState(name, address, 0, Optional.empty(), 0, 0, Optional.empty(), false);
    }

    WitnessState cosigned(long newSize, Instant at) {
        return new WitnessState(name, address, newSize, Optional.of(at), refused, silent, Optional.empty(), false);
    }

    WitnessState refused(String reason) {
        return new WitnessState(name, address, size, cosignedAt, refused + 1, silent, Optional.of(reason), true);
    }

    WitnessState silent(String reason) {
        return new WitnessState(name, address, size, cosignedAt, refused, silent + 1, Optional.of(reason), false);
    }
}
