package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo, told to end at the worst moments. */
@Timeout(120)
class DemoEndTest {

    private static final int INTERRUPTED = 130;

    @TempDir
    Path temporary;

    @Test
    void leaves_no_folder_behind_when_it_is_ended_while_it_starts() throws Exception {
        var demo = start();
        var err = new BufferedReader(new InputStreamReader(demo.getErrorStream(), StandardCharsets.UTF_8));
        readUntil(err, line -> line.contains("starting an embedded Kafka"));

        demo.destroy();

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folders()).isEmpty();
        assertThat(demo.exitValue()).isEqualTo(INTERRUPTED);
    }

    @Test
    void says_nothing_and_leaves_no_folder_behind_when_it_is_ended_while_it_plays() throws Exception {
        var demo = start();
        var out = new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
        readUntil(out, line -> line.startsWith("T+"));
        assertThat(folders()).hasSize(1);

        // Through the handle, because destroying the Process itself would drop what is still in the pipes.
        demo.toHandle().destroy();

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var said = new String(demo.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        // Newer JVMs warn about libraries; the launcher, which is not part of this test, keeps that away.
        assertThat(said.lines().filter(line -> !line.startsWith("WARNING: ") && !line.isBlank()))
                .containsExactly("recount: starting an embedded Kafka, detection and the API ...");
        assertThat(folders()).isEmpty();
        assertThat(demo.exitValue()).isEqualTo(INTERRUPTED);
    }

    private Process start() throws IOException {
        var command = RunningRecount.onClassPath();
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        command.add("demo");
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("RECOUNT_"));
        return builder.start();
    }

    private static void readUntil(BufferedReader lines, Predicate<String> awaited) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (awaited.test(line)) {
                return;
            }
        }
        throw new IOException("the demo ended before it was told to");
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("recount-demo-"))
                    .toList();
        }
    }
}
