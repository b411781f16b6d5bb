package dev.recount.bench.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The small programs that run the peers, where their folder lies beside the repository. Each is a process of its own that makes
 * the same events from the same seed and prints one line a round. None of their libraries is one of ours.
 */
final class Peers {

    private static final int NEWER_JAVA = 21;

    private final Path harness;
    private final Path work;

    private Peers(Path harness, Path work) {
        this.harness = harness;
        this.work = work;
    }

    /** What a peer printed about one round. */
    record Line(String text) {

        /** The number behind {@code name=}. */
        double number(String name) {
            Matcher found = Pattern.compile("(?:^| )" + Pattern.quote(name) + "=([0-9.]+)")
                    .matcher(text);
            if (!found.find()) {
                throw new IllegalStateException("no " + name + "= in: " + text);
            }
            return Double.parseDouble(found.group(1));
        }

        boolean has(String name) {
            return text.contains(name + "=");
        }
    }

    /** The harness in {@code shared/harness/peers} beside the repository or one folder further up. */
    static Optional<Peers> beside(Path repository) {
        return Stream.of("..", "../..")
                .map(up -> repository.resolve(up).normalize())
                .map(parent -> parent.resolve("shared/harness/peers"))
                .filter(folder -> Files.exists(folder.resolve("run.sh")))
                .findFirst()
                .map(folder -> new Peers(folder, repository.resolve("bench/target/peers")));
    }

    Path work() {
        return work;
    }

    /** Runs a program of the harness; gives back its lines with figures, none if it failed. */
    List<Line> run(String peer, String main, Object... arguments) {
        return run(Path.of(System.getProperty("java.home")), peer, main, arguments);
    }

    /** The same on a JDK of at least 21, which some peers need; nothing if there is none beside this one. */
    Optional<List<Line>> runNewer(String peer, String main, Object... arguments) {
        return newerJava().map(home -> run(home, peer, main, arguments));
    }

    private List<Line> run(Path java, String peer, String main, Object... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", harness.resolve("run.sh").toString(), peer, main));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        try {
            Files.createDirectories(work);
            ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
            builder.environment().put("JAVA_HOME", java.toString());
            builder.environment()
                    .put("WORK", work.resolve("java" + release(java)).toString());
            Path log = work.resolve(peer + "-" + main + ".log");
            Process process = builder.redirectError(log.toFile()).start();
            List<Line> lines = process.inputReader()
                    .lines()
                    .map(Line::new)
                    .filter(Peers::isFigure)
                    .toList();
            return process.waitFor() == 0 ? lines : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFigure(Line line) {
        return line.has("events/cpu-s");
    }

    private static Optional<Path> newerJava() {
        Path all = Path.of(System.getProperty("java.home")).toAbsolutePath().getParent();
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(home -> release(home) >= NEWER_JAVA).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int release(Path home) {
        try {
            Matcher version =
                    Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
