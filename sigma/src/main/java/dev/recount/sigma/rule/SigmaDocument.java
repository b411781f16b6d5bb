package dev.recount.sigma.rule;

/** One YAML document of a rule file: a detection rule, a correlation or a filter. */
public sealed interface SigmaDocument permits DetectionRule, CorrelationRule, FilterRule {

    /** The descriptive part, shared by all three kinds. */
    RuleMetadata metadata();

    /** Where the document begins. */
    Location location();

    /** How the document is called in results: its id, else its name, else its title. */
    default String key() {
        return metadata().key();
    }
}
