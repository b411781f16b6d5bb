package dev.recount.sigma.rule;

/** One YAML document of a rule file: a detection rule, a correlation or a filter. */
public sealed interface SigmaDocument permits DetectionRule, CorrelationRule, FilterRule {

    /** The descriptive part, shared by all three kinds. */
    RuleMetadata metadata();

    /** Where the document begins. */
    Location location();

    /** The same document, written elsewhere. */
    SigmaDocument at(Location location);

    /** Whether the other says the same, wherever it is written. */
    default boolean saysTheSameAs(SigmaDocument other) {
        return other.at(location()).equals(at(location()));
    }

    /** How the document is called in results: its id, else its name, else its title. */
    default String key() {
        return metadata().key();
    }
}
