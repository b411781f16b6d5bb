package dev.recount.streams.detect;

/**
 * A match on its way to its group.
 *
 * @param group text of the {@link GroupKey}
 * @param match the match, or the withdrawal of one
 */
public record RoutedMatch(String group, RuleMatch match) {

    /** Group and base rule: an event has at most one match of each. */
    String key() {
        return group + match.rule();
    }
}
