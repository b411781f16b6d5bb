package dev.recount.bench.sigma;

import dev.recount.sigma.rule.DetectionRule;
import java.util.function.Consumer;

/** Which rules matched which events, kept as a number of pairs and a digest of them that no order changes. */
final class Answers implements Consumer<DetectionRule> {

    private long event;
    private long pairs;
    private long digest;

    void begin(long number) {
        event = number;
    }

    @Override
    public void accept(DetectionRule rule) {
        pairs++;
        digest += mixed(event * 0x9E37_79B9_7F4A_7C15L + rule.metadata().title().hashCode());
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 31)) * 0xBF58_476D_1CE4_E5B9L;
        return mixed ^ (mixed >>> 27);
    }

    long pairs() {
        return pairs;
    }

    long digest() {
        return digest;
    }
}
