package dev.recount.sigma.pipeline;

import dev.recount.sigma.rule.DetectionRule;
import java.util.List;

/**
 * What the rule conditions of an item are asked about.
 *
 * @param rule a detection rule: the one to change, or one of those behind the correlation to change
 * @param correlation whether it is the correlation that is to be changed
 * @param applied the ids of the items applied before
 */
public record Subject(DetectionRule rule, boolean correlation, List<String> applied) {}
