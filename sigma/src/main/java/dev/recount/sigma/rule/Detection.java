package dev.recount.sigma.rule;

import java.util.Map;

/**
 * The detection section.
 *
 * @param selections by search identifier, in the order written
 * @param condition a list of conditions is already one {@code Or}
 */
public record Detection(Map<String, Selection> selections, Condition condition) {}
