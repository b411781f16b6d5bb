package dev.recount.evidence.report;

/** How many exceptions of each check a report names, and where the others are. */
enum Extent {
    /** An answer to whoever asks. */
    ANSWER(
            20,
            "`recount export --control` encloses a report.json that names the first " + Exceptions.EXAMPLES_MAX
                    + " of each check"),
    /** A file in a bundle. */
    ENCLOSED(Exceptions.EXAMPLES_MAX, "a report on a shorter range has fewer");

    private final int examples;
    private final String rest;

    Extent(int examples, String rest) {
        this.examples = examples;
        this.rest = rest;
    }

    int examples() {
        return examples;
    }

    /** How to get at those that are not named. */
    String rest() {
        return rest;
    }
}
