package dev.recount.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time that the threads of a process had so far, in seconds by name, as Linux tells it from outside; nothing on another
 * system. Names are cut to fifteen characters, and threads of one name are taken together.
 */
record ServerThreads(Map<String, Double> seconds) {

    private static final String SEALER = "recount-sealer";
    /** Collecting and compiling is done for all of them. */
    private static final List<String> OF_JAVA = List.of("C1 ", "C2 ", "G1 ", "GC ", "VM ");

    static ServerThreads of(long process) throws IOException {
        var seconds = new HashMap<String, Double>();
        var tasks = Path.of("/proc", Long.toString(process), "task");
        if (Files.isDirectory(tasks)) {
            try (var threads = Files.newDirectoryStream(tasks)) {
                for (Path thread : threads) {
                    add(thread, seconds);
                }
            }
        }
        return new ServerThreads(seconds);
    }

    private static void add(Path thread, Map<String, Double> seconds) {
        try {
            var name = Files.readString(thread.resolve("comm")).strip();
            var nanos = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
            seconds.merge(name, Long.parseLong(nanos) / 1e9, Double::sum);
        } catch (IOException ended) {
            // It has ended since the folder was read; what it had is small, or it would still run.
        }
    }

    /** What was spent since, by name. */
    ServerThreads since(ServerThreads before) {
        var spent = new HashMap<String, Double>();
        seconds.forEach((name, now) -> spent.put(name, now - before.seconds.getOrDefault(name, 0.0)));
        return new ServerThreads(spent);
    }

    /** Of the thread that seals: reading the log again, canonical bytes, hashes, files and signatures. */
    double sealing() {
        return seconds.getOrDefault(SEALER, 0.0);
    }

    /** Of all other work; what Java itself does is left out on both sides. */
    double others() {
        return seconds.entrySet().stream()
                .filter(thread -> !thread.getKey().equals(SEALER))
                .filter(thread -> OF_JAVA.stream().noneMatch(thread.getKey()::startsWith))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
