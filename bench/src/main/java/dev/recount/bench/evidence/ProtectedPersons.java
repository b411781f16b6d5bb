package dev.recount.bench.evidence;

import dev.recount.ingest.person.PersonKeys;
import dev.recount.ingest.person.Persons;
import java.io.IOException;
import java.security.SecureRandom;

/** What it costs to keep persons out: of an event that names one, which is known after the first. */
final class ProtectedPersons {

    private static final double MICROS = 1e6;

    private final Bench bench;

    ProtectedPersons(Bench bench) {
        this.bench = bench;
    }

    void run() throws IOException {
        try (var keys = PersonKeys.open(bench.folder().resolve("person-keys"), new SecureRandom())) {
            var guard = new Persons(keys);
            var event = BenchEvents.event(0);
            for (int round = 1; round <= Bench.ROUNDS; round++) {
                var spent = Spent.on(() -> {
                    for (int i = 0; i < Bench.EVENTS; i++) {
                        var unused = guard.protect(event);
                    }
                });
                bench.say("persons, round %d: %.2f cpu-us an event", round, spent.cpuSeconds() * MICROS / Bench.EVENTS);
            }
        }
    }
}
