package dev.recount.bench.sigma;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the parts of the Sigma benchmark that are named, or all. {@code bench/sigma} starts it. */
public final class SigmaBench {

    private static final long SEED = 42;
    private static final List<String> PARTS = List.of("rules", "real", "sequences", "durable", "pack", "replay");

    private SigmaBench() {}

    /**
     * Runs.
     *
     * @param args the repository's folder, then {@code rules}, {@code real}, {@code sequences}, {@code durable}, {@code pack} or {@code replay}; all if
     *     none is named
     */
    public static void main(String[] args) throws Exception {
        Path repository = Path.of(args[0]).toAbsolutePath().normalize();
        List<String> parts = args.length > 1 ? List.of(args).subList(1, args.length) : PARTS;
        Optional<Peers> peers = Boolean.getBoolean("alone") ? Optional.empty() : Peers.beside(repository);
        Workload workload = peers.map(Workload::of).orElseGet(() -> Workload.own(SEED));
        PrintStream out = System.out;
        out.printf(
                "java %s, %d cpus, %s%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                peers.isPresent() ? "peers beside the repository" : "no peers");
        for (String part : parts) {
            switch (part) {
                case "rules" -> new RulesScale(workload, peers, out).run();
                case "real" -> new RealRecords(data(repository), out).run();
                case "sequences" -> new Sequences(workload, peers, out).run();
                case "durable" -> new DurableSequences(workload, peers, out).sequenceAlone();
                case "replay" -> new ReplaySpeed(workload, out).run();
                case "pack" -> new DurableSequences(workload, peers, out).wholePack();
                default -> throw new IllegalArgumentException(part + " (expected: one of " + PARTS + ")");
            }
        }
    }

    private static Path data(Path repository) {
        return Stream.of("..", "../..")
                .map(up -> repository.resolve(up).resolve("shared/data").normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("shared/data is not beside " + repository));
    }
}
