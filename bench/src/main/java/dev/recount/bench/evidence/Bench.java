package dev.recount.bench.evidence;

import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** What every part has: a folder that is gone afterwards, a key, a place for what there is to say. */
final class Bench implements AutoCloseable {

    static final int ROUNDS = Integer.getInteger("rounds", 3);
    static final int EVENTS = Integer.getInteger("events", 200_000);

    private final PrintStream out = System.out;
    private final Path folder;
    private final SigningKey key = SigningKey.named("bench", SigningKey.generate(new SecureRandom()));
    private int logs;

    Bench() throws IOException {
        this.folder = Files.createTempDirectory("recount-evidence-bench");
    }

    Path folder() {
        return folder;
    }

    SigningKey key() {
        return key;
    }

    /** An empty log. */
    EvidenceLog log() throws IOException {
        return EvidenceLog.open(folder.resolve("log-" + logs++), key);
    }

    void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** A figure beside its aim, and whether it was reached. */
    void aim(String what, double seen, String relation, double aim) {
        boolean reached = relation.equals(">=") ? seen >= aim : seen <= aim;
        say("  aim: %s %s %,.2f: %,.2f, %s", what, relation, aim, seen, reached ? "reached" : "NOT REACHED");
    }

    /** Deletes a log whose part is over, so that a disk need not hold them all. */
    void forget() throws IOException {
        deleteAll(folder.resolve("log-" + (logs - 1)));
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> left = Files.walk(folder)) {
            left.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    @Override
    public void close() throws IOException {
        deleteAll(folder);
    }
}
