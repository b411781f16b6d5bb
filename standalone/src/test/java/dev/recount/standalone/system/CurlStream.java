package dev.recount.standalone.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The alert stream as {@code curl} reads it, until it is closed in the middle of whatever comes. */
final class CurlStream implements AutoCloseable {

    private final Process process;
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> data = new CopyOnWriteArrayList<>();

    /** @param options of curl, which say who asks and what came last */
    CurlStream(RunningRecount recount, String... options) throws IOException {
        process = curl(recount, "/v1/alerts/stream", List.of(options));
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var thread = new Thread(() -> out.lines().forEach(this::take), "curl");
        thread.setDaemon(true);
        thread.start();
    }

    private static Process curl(RunningRecount recount, String path, List<String> options) throws IOException {
        var command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--fail", "--no-buffer"));
        command.addAll(options);
        command.add(recount.uri().resolve(path).toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Asks once, and answers curl's exit status. */
    static int status(RunningRecount recount, String path, String... options) throws IOException {
        return curl(recount, path, List.of(options)).onExit().join().exitValue();
    }

    private void take(String line) {
        if (line.startsWith("id: ")) {
            ids.add(line.substring(4));
        } else if (line.startsWith("data: ")) {
            data.add(line);
        }
    }

    /** What came so far, in order. */
    List<String> ids() {
        return List.copyOf(ids);
    }

    /** Whether an alert of this session came. */
    boolean tellsOf(String session) {
        return data.stream().anyMatch(line -> line.contains("\"" + session + "\""));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
