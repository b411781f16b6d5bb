package dev.recount.query.replay;

import dev.recount.streams.replay.TimeRange;
import java.time.Instant;
import java.util.List;

/**
 * What to replay.
 *
 * @param rules instead of those in force; empty: those in force
 * @param range of what happened when the result speaks
 * @param askedAt when it was asked for
 */
public record ReplayRequest(List<RuleFile> rules, TimeRange range, Instant askedAt) {

    public ReplayRequest {
        rules = List.copyOf(rules);
    }

    /**
     * A file of rules.
     *
     * @param name for messages
     * @param sigma one or several Sigma documents in YAML
     */
    public record RuleFile(String name, String sigma) {}
}
