package dev.recount.bench.sigma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The events and rules of a run. Beside the peers they are those that the peers' harness makes, read from its files, so that all
 * work on the same; alone they are {@link AgentEvents} and {@link AgentRules}.
 */
interface Workload {

    /** How many true sequences are planted in so many events. */
    static int planted(int events) {
        int sessions = events / AgentEvents.PER_SESSION;
        return (sessions + AgentEvents.STORY_EVERY_SESSIONS - 1) / AgentEvents.STORY_EVERY_SESSIONS;
    }

    List<AgentEvent> events(int count);

    /** As YAML documents. */
    List<String> rules(int count);

    /** Who made them. */
    String origin();

    /** Our own. */
    static Workload own(long seed) {
        return new Workload() {
            @Override
            public List<AgentEvent> events(int count) {
                return AgentEvents.generate(count, seed);
            }

            @Override
            public List<String> rules(int count) {
                return AgentRules.generate(count, seed);
            }

            @Override
            public String origin() {
                return "generated here, seed " + seed;
            }
        };
    }

    /** Those of the peers. */
    static Workload of(Peers peers) {
        return new Workload() {
            @Override
            public List<AgentEvent> events(int count) {
                Path file = peers.work().resolve("events-" + count + ".ndjson");
                if (!Files.exists(file)) {
                    peers.run("common", "Gen", count, file);
                }
                return lines(file);
            }

            @Override
            public List<String> rules(int count) {
                Path folder = peers.work().resolve("rules-" + count);
                if (!Files.exists(folder)) {
                    peers.run("common", "SigmaRules", count, folder);
                }
                try (Stream<Path> files = Files.list(folder)) {
                    return files.sorted().map(Workload::read).toList();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public String origin() {
                return "made by the peers' harness, its seeds 42 and 7";
            }
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<AgentEvent> lines(Path file) {
        ObjectMapper json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> event(json, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgentEvent event(ObjectMapper json, String line) {
        try {
            return AgentEvent.of(json.readTree(line));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
