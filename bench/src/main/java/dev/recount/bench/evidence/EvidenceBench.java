package dev.recount.bench.evidence;

import java.util.List;

/** {@code bench/evidence}: the tree beside a bare one, sealing, persons, bundles. */
public final class EvidenceBench {

    private static final List<String> PARTS =
            List.of(System.getProperty("parts", "trees,sealing,persons,bundles").split(","));

    private EvidenceBench() {}

    /** Arguments: none. Sizes are properties: {@code leaves}, {@code events}, {@code rounds}, {@code
     * seed}; {@code parts} and {@code formats} leave out the others. */
    public static void main(String[] arguments) throws Exception {
        try (var bench = new Bench()) {
            if (PARTS.contains("trees")) {
                new Trees(bench).run();
            }
            if (PARTS.contains("sealing")) {
                new Sealing(bench).run();
            }
            if (PARTS.contains("persons")) {
                new ProtectedPersons(bench).run();
            }
            if (PARTS.contains("bundles")) {
                new Bundles(bench).run();
            }
        }
    }
}
