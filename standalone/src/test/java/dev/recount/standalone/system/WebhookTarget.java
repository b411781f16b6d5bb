package dev.recount.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Receives webhooks as somebody outside would, and remembers them. */
public final class WebhookTarget implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * A webhook that came in.
     *
     * @param id its {@code webhook-id}
     * @param receivedNanos when, by {@link System#nanoTime}
     */
    public record Received(String id, JsonNode body, long receivedNanos) {

        String type() {
            return body.path("type").asText();
        }

        public String incident() {
            return body.at("/data/incident/id").asText();
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;

    public WebhookTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        var body = MAPPER.readTree(exchange.getRequestBody());
        received.add(new Received(exchange.getRequestHeaders().getFirst("webhook-id"), body, now));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** Where it listens. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** An alerts file that tells this target everything, as the environment of a Recount. */
    public Map<String, String> environment(Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("alerts.yaml"), """
                channels: [{name: target, type: webhook, url: "%s", allow_private: true}]
                routes: [{channel: target, min_level: informational}]
                """.formatted(uri()));
        return Map.of("RECOUNT_ALERTS_FILE", file.toString());
    }

    /** Everything that came in, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The ids of the messages that opened each incident: more than one would be a second page. */
    Map<String, Set<String>> openings() {
        return received.stream()
                .filter(each -> each.type().equals("incident.opened"))
                .collect(Collectors.groupingBy(
                        Received::incident, Collectors.mapping(Received::id, Collectors.toSet())));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
