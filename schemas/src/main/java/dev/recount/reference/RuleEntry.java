package dev.recount.reference;

import org.jspecify.annotations.Nullable;

/**
 * A detection rule put live; the entry's id is the id of the alert rule.
 *
 * @param sigma the rule file: one or several Sigma documents in YAML, which refer only to each other
 */
public record RuleEntry(@Nullable String sigma) {}
