package dev.recount.sigma.rule;

/** The maturity of a rule (specification, "status"). */
public enum Status {
    STABLE,
    TEST,
    EXPERIMENTAL,
    DEPRECATED,
    UNSUPPORTED
}
