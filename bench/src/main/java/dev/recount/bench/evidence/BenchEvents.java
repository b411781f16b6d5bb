package dev.recount.bench.evidence;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.RecordEntry;
import java.io.IOException;
import java.util.stream.IntStream;

/** The events that are measured, which differ by their ids, as they stand on the topic. */
final class BenchEvents {

    /** Leaves between two checkpoints, as the product has it when many come. */
    static final int SEAL_EVERY = 10_000;

    static final RecordAvro<Event> CODEC = Codecs.released().events();

    /** An event of about 600 bytes. */
    private static final Event USUAL = RecordJson.of(Event.class).read("""
            {"type":"action","phase":"requested","occurred_at":"2026-11-22T22:41:04.253345Z",
             "observed_at":"2026-11-22T22:41:04.253346Z","recorded_at":"2026-11-22T22:41:04.254345Z",
             "sensor":{"kind":"agent_hook","name":"claude-code","seq":41},"session":{"id":"bench-session-1811","seq":41},
             "actor":{"id":"agent:claude-code/1811","kind":"agent","name":"claude-code","on_behalf_of":"user:dev11"},
             "action":{"id":"bench-action-41","tool":"Bash","operation":"git status","verb":"read",
              "summary":"git status src/main/java/com/example/shop/Module4711.java",
              "arguments":{"command":"git status src/main/java/com/example/shop/Module4711.java","cwd":"/srv/shop"}},
             "resource":{"id":"file:/srv/shop/src/main/java/com/example/shop/Module4711.java","kind":"file"}}""");

    /** As many as do not fit into a processor's cache. */
    private static final byte[][] VALUES =
            IntStream.range(0, 4_096).mapToObj(i -> CODEC.encode(event(i))).toArray(byte[][]::new);

    private BenchEvents() {}

    static Event event(int number) {
        return USUAL.toBuilder().id("01a20582-7d4f-7487-9127-" + number).build();
    }

    static byte[] value(long number) {
        return VALUES[(int) (number % VALUES.length)];
    }

    /** From the bytes on the topic to sealed leaves. */
    static void seal(EvidenceLog log, int events) throws IOException {
        for (int i = 0; i < events; i++) {
            log.append(0, i, RecordEntry.of(value(i), CODEC));
            if (log.unsealed() == SEAL_EVERY) {
                var unused = log.seal();
            }
        }
        var unused = log.seal();
    }
}
