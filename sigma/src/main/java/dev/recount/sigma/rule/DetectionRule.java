package dev.recount.sigma.rule;

/** A rule about single events (specification, "Sigma Rules Specification"). */
public record DetectionRule(RuleMetadata metadata, LogSource logSource, Detection detection, Location location)
        implements SigmaDocument {

    @Override
    public DetectionRule at(Location elsewhere) {
        return new DetectionRule(metadata, logSource, detection.at(elsewhere), elsewhere);
    }
}
