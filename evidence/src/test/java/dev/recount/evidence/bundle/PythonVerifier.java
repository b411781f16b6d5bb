package dev.recount.evidence.bundle;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** {@code docs/verify/verify.py}. Where CI runs there must be a Python; elsewhere its tests may be left out. */
final class PythonVerifier {

    /** What it printed, and its exit status. */
    record Answer(int status, String output) {}

    private static final Path SCRIPT = Path.of("..", "docs", "verify", "verify.py");

    private PythonVerifier() {}

    static Answer verify(Path bundle, String key, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("python3", SCRIPT.toString(), bundle.toString()));
        if (!key.isEmpty()) {
            arguments.add(key);
        }
        arguments.addAll(List.of(options));
        try {
            var process =
                    new ProcessBuilder(arguments).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** One interpreter for many bundles, because its start costs more than a verification. */
    static final class Interpreter implements AutoCloseable {

        private static final String LOOP = """
                import sys, zipfile, verify
                for line in sys.stdin:
                    try:
                        bundle = zipfile.ZipFile(line.strip())
                        bundle.getinfo("manifest.json")
                    except Exception as e:
                        found = ["not a bundle: %s" % e]
                    else:
                        found, _ = verify.verify(bundle, verify.vkey(sys.argv[1]))
                    print("; ".join(found).replace("\\n", " "), flush=True)
                """;

        private final Process process;
        private final BufferedReader answers;

        Interpreter(String key) throws IOException {
            var builder = new ProcessBuilder("python3", "-c", LOOP, key);
            builder.environment().put("PYTHONPATH", SCRIPT.getParent().toString());
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            answers = process.inputReader(StandardCharsets.UTF_8);
        }

        /** What differs; empty if everything holds. */
        String differences(Path bundle) throws IOException {
            process.outputWriter(StandardCharsets.UTF_8).append(bundle + "\n").flush();
            return String.valueOf(answers.readLine());
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    static void assumeThere() {
        try {
            var unused = new ProcessBuilder("python3", "--version").start().waitFor();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("python3 is missing, and CI must not leave the second verifier out");
            }
            assumeThat(false).as("python3 is here").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
