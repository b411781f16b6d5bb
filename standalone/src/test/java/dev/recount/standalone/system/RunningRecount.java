package dev.recount.standalone.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code recount up} in a JVM of its own, for tests and benchmarks that must see it from outside, kill it, and start it
 * again on the same data.
 */
public final class RunningRecount implements AutoCloseable {

    private static final String MAIN = "dev.recount.standalone.cli.Main";

    private final Process process;
    private final HttpClient http;
    private final URI uri;
    private final String token;
    private final Path data;
    private final double readySeconds;

    private RunningRecount(Process process, URI uri, Path data, String token, double readySeconds) {
        this.process = process;
        this.uri = uri;
        this.data = data;
        this.readySeconds = readySeconds;
        this.token = token;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Starts from the class path of this JVM. */
    public static RunningRecount start(Path data) throws IOException {
        return start(onClassPath(), data, Map.of());
    }

    /**
     * Starts {@code command up} on {@code data} and returns once the process said that it is ready.
     *
     * @param environment added to this process's own
     */
    public static RunningRecount start(List<String> launcher, Path data, Map<String, String> environment)
            throws IOException {
        return start(launcher, "up", data, environment);
    }

    /**
     * Starts one of the three services against the Kafka that {@code environment} names.
     *
     * @param command {@code ingest}, {@code streams} or {@code query}
     * @param environment {@code RECOUNT_BOOTSTRAP}, and whatever all services must share
     */
    static RunningRecount startService(String command, Path data, Map<String, String> environment) throws IOException {
        return start(onClassPath(), command, data, environment);
    }

    /** Starts {@code command} with {@code verb}: {@code up}, or one of the services. */
    public static RunningRecount start(List<String> launcher, String verb, Path data, Map<String, String> environment)
            throws IOException {
        long startedAt = System.nanoTime();
        var command = new ArrayList<>(launcher);
        command.addAll(List.of(verb, "--port", "0", "--data", data.toString()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        replaceSettings(builder.environment(), environment);
        var process = builder.start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                drain(out);
                var uri = URI.create(line.substring("ready ".length()).strip());
                var token = environment.containsKey("RECOUNT_TOKEN")
                        ? environment.get("RECOUNT_TOKEN")
                        : Files.readString(data.resolve("admin-token")).strip();
                return new RunningRecount(process, uri, data, token, (System.nanoTime() - startedAt) / 1e9);
            }
        }
        throw new IOException("recount " + verb + " ended before it was ready");
    }

    /** Settings of whoever runs the tests are none of the tests'; canaries come where a test asks for them. */
    private static void replaceSettings(Map<String, String> inherited, Map<String, String> wanted) {
        inherited.keySet().removeIf(name -> name.startsWith("RECOUNT_"));
        inherited.put("RECOUNT_CANARY_INTERVAL", "0s");
        inherited.putAll(wanted);
    }

    private static void drain(BufferedReader out) {
        var thread = new Thread(() -> out.lines().forEach(line -> {}), "server-output");
        thread.setDaemon(true);
        thread.start();
    }

    public double readySeconds() {
        return readySeconds;
    }

    /** Where it answers. */
    public URI uri() {
        return uri;
    }

    public Path data() {
        return data;
    }

    /** The address of the embedded Kafka. */
    public String bootstrap() throws IOException {
        return Files.readString(data.resolve("kafka-address")).strip();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60));
    }

    public String get(String path) {
        return send(request(path).GET().build());
    }

    public String post(String path, String contentType, byte[] body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    public String put(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Sends {@code json} and returns the answer's body; anything but 2xx is an error that shows it. */
    public String send(String method, String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    public CompletableFuture<HttpResponse<String>> postLater(String path, String contentType, byte[] body) {
        return http.sendAsync(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " answered "
                        + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Alerts as they are pushed, each with the moment it arrived; ends with the server. */
    public void onAlert(AlertListener listener) throws IOException {
        var request = HttpRequest.newBuilder(uri.resolve("/v1/alerts/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .GET()
                .build();
        var open = new CompletableFuture<HttpResponse<java.util.stream.Stream<String>>>();
        var thread = new Thread(
                () -> {
                    try {
                        var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
                        open.complete(response);
                        response.body()
                                .filter(line -> line.startsWith("data:"))
                                .forEach(
                                        line -> listener.alert(line.substring(5).strip(), System.nanoTime()));
                    } catch (IOException | UncheckedIOException e) {
                        open.completeExceptionally(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "alert-stream");
        thread.setDaemon(true);
        thread.start();
        if (open.orTimeout(10, TimeUnit.SECONDS).join().statusCode() != 200) {
            throw new IOException("the alert stream is not open");
        }
    }

    /** Told of each alert and of when it arrived, by {@link System#nanoTime}. */
    public interface AlertListener {
        void alert(String json, long arrivedNanos);
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    /** CPU seconds the server used so far. */
    public double cpuSeconds() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(spent -> spent.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    /** What a command of the command line printed, and its exit status. */
    public record CommandRun(int status, String output) {}

    /** Runs a client command against this server, from the class path of this JVM. */
    public CommandRun command(String... arguments) throws IOException {
        return run(Map.of("RECOUNT_SERVER", uri.toString(), "RECOUNT_TOKEN", token), arguments);
    }

    /** Runs any command that ends by itself, from the class path of this JVM. */
    static CommandRun run(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(onClassPath());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        replaceSettings(builder.environment(), environment);
        var child = builder.start();
        var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new CommandRun(child.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static List<String> onClassPath() {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(List.of(java, "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", classPath, MAIN));
    }

    /** Ends the process as a power cut would end it, with nothing flushed and nobody told. */
    public void kill() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
