package dev.recount.standalone.system;

import dev.recount.standalone.client.Query;
import dev.recount.standalone.demo.ScenarioPlayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@code recount ingest}, {@code recount streams} and {@code recount query} as three processes on one external Kafka. */
final class ThreeServices implements AutoCloseable, ScenarioPlayer.Doors {

    static final List<String> NAMES = List.of("ingest", "streams", "query");

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, RunningRecount> running = new LinkedHashMap<>();

    private ThreeServices(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Starts all three at once, as a cluster would. */
    static ThreeServices start(Path folder, String bootstrap) {
        return start(folder, bootstrap, Map.of());
    }

    /** @param more settings of all three */
    static ThreeServices start(Path folder, String bootstrap, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("RECOUNT_BOOTSTRAP", bootstrap);
        environment.put("RECOUNT_TOKEN", "the token of a test");
        environment.put("RECOUNT_FINGERPRINT_KEY", "0123456789abcdef".repeat(4));
        var services = new ThreeServices(folder, Map.copyOf(environment));
        var starting = NAMES.stream()
                .map(name -> CompletableFuture.supplyAsync(() -> services.process(name)))
                .toList();
        for (int i = 0; i < NAMES.size(); i++) {
            services.running.put(NAMES.get(i), starting.get(i).join());
        }
        return services;
    }

    private RunningRecount process(String name) {
        try {
            return RunningRecount.startService(name, folder.resolve(name), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningRecount ingest() {
        return service("ingest");
    }

    RunningRecount query() {
        return service("query");
    }

    RunningRecount service(String name) {
        var service = running.get(name);
        if (service == null) {
            throw new IllegalArgumentException(name);
        }
        return service;
    }

    void startAgain(String name) {
        running.put(name, process(name));
    }

    /** What is written goes in at one service, reference data and questions to another. */
    @Override
    public String send(String method, Query query, String json) {
        return (method.equals("PUT") ? query() : ingest()).send(method, query.toString(), json);
    }

    @Override
    public void close() {
        running.values().forEach(RunningRecount::close);
    }
}
