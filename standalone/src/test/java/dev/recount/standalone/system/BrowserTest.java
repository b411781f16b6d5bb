package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.recount.standalone.demo.Scenario;
import dev.recount.standalone.demo.ScenarioPlayer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real browser on a real server, while the incident happens: the page, and an {@code EventSource} of somebody else's page.
 * What is looked at stands in {@code src/test/browser}, whose libraries {@code npm ci} brings; the browser is
 * {@code RECOUNT_BROWSER} or {@code /usr/bin/chromium}.
 */
@Tag("browser")
class BrowserTest {

    private static final Path SCRIPTS = Path.of("src/test/browser").toAbsolutePath();

    @TestFactory
    List<DynamicTest> a_person_at_the_page(@TempDir Path data) throws IOException, InterruptedException {
        return looked("page.mjs", data);
    }

    @TestFactory
    List<DynamicTest> the_alert_stream_as_an_event_source(@TempDir Path data) throws IOException, InterruptedException {
        return looked("stream.mjs", data);
    }

    /** One test for each thing that the script looks at. */
    private static List<DynamicTest> looked(String name, Path data) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        try (var recount = RunningRecount.start(data)) {
            var script = script(name, recount);
            try (var out = new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = out.readLine(); line != null; line = out.readLine()) {
                    lines.add(line);
                    if (line.equals("listening")) {
                        happen(recount);
                        script.getOutputStream().write("played\n".getBytes(StandardCharsets.UTF_8));
                        script.getOutputStream().flush();
                    }
                }
                assertThat(script.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(script.exitValue()).as(String.join("\n", lines)).isZero();
            } finally {
                script.destroyForcibly();
            }
        }
        return lines.stream()
                .filter(line -> !line.equals("listening"))
                .map(BrowserTest::test)
                .toList();
    }

    private static DynamicTest test(String line) {
        return dynamicTest(
                line.replaceFirst("^(not )?ok ", ""), () -> assertThat(line).startsWith("ok "));
    }

    private static Process script(String name, RunningRecount recount) throws IOException {
        var builder = new ProcessBuilder("node", name)
                .directory(SCRIPTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("RECOUNT_PAGE", recount.uri().resolve("/").toString());
        builder.environment()
                .put(
                        "RECOUNT_PAGE_TOKEN",
                        Files.readString(recount.data().resolve("admin-token")).strip());
        builder.environment().putIfAbsent("RECOUNT_BROWSER", "/usr/bin/chromium");
        return builder.start();
    }

    private static void happen(RunningRecount recount) throws IOException {
        var player = new ScenarioPlayer(
                (method, query, json) -> recount.send(method, query.toString(), json),
                Clock.systemUTC(),
                Double.POSITIVE_INFINITY);
        var scenario = Scenario.load(Scenario.class, "nine-seconds.json");
        player.prepare(scenario);
        player.play(scenario, step -> {});
        var hostile = hostile("discovered") + hostile("used");
        recount.post("/v1/events", "application/x-ndjson", hostile.getBytes(StandardCharsets.UTF_8));
    }

    /** An event whose every free text tries to be something else than text. */
    private static String hostile(String phase) {
        return """
                {"id":"hostile-%1$s","type":"credential","phase":"%1$s","occurred_at":"%2$s","session":{"id":"<b>s</b>"},\
                "actor":{"id":"agent:\\u202e<b>hostile","kind":"agent","name":"hostile <img src=x onerror=alert(1)>\\u202e"},\
                "action":{"operation":"volumeDelete","verb":"destroy","summary":"<img src=x onerror=alert(2)>\\u202e<script>alert(3)</script>"},\
                "resource":{"id":"javascript:alert(4)"},\
                "credential":{"fingerprint":"fp_<svg onload=alert(5)>","custody":"found"}}
                """.formatted(phase, Instant.now());
    }
}
