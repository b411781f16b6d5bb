package dev.recount.bench.evidence;

import java.io.IOException;

/** From the bytes on the topic to a sealed leaf, and how much of that is making the event's canonical bytes. */
final class Sealing {

    private static final double MICROS = 1e6;

    private final Bench bench;

    Sealing(Bench bench) {
        this.bench = bench;
    }

    void run() throws IOException {
        for (int round = 1; round <= Bench.ROUNDS; round++) {
            var canonical = Spent.on(() -> {
                for (int i = 0; i < Bench.EVENTS; i++) {
                    var unused = BenchEvents.CODEC.canonical(BenchEvents.value(i));
                }
            });
            try (var log = bench.log()) {
                var all = Spent.on(() -> BenchEvents.seal(log, Bench.EVENTS));
                bench.say(
                        "sealing, round %d: %.2f cpu-us an event of %d bytes, of which canonical bytes %.2f",
                        round, micros(all), BenchEvents.value(0).length, micros(canonical));
            }
            bench.forget();
        }
    }

    private static double micros(Spent spent) {
        return spent.cpuSeconds() * MICROS / Bench.EVENTS;
    }
}
