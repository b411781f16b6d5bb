package dev.recount.sigma.parse;

import dev.recount.sigma.rule.LogSource;
import java.util.Set;

/** Reads the log source. An attribute it does not know would change which events are meant, so it is a fault. */
final class LogSourceParser {

    private static final Set<String> KNOWN = Set.of("product", "category", "service", "definition");

    private LogSourceParser() {}

    static LogSource parse(Section document) {
        document.require("logsource", "a map with product, category or service");
        return document.section("logsource")
                .map(section -> {
                    section.only(KNOWN);
                    return new LogSource(
                            section.text("product", Integer.MAX_VALUE),
                            section.text("category", Integer.MAX_VALUE),
                            section.text("service", Integer.MAX_VALUE),
                            section.text("definition", Integer.MAX_VALUE));
                })
                .orElse(LogSource.ANY);
    }
}
