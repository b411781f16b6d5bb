package dev.recount.event;

/** What saw it. The kind decides how much an observation weighs against others. */
public enum SensorKind implements Word {
    AGENT_HOOK,
    MCP_GATEWAY,
    EGRESS_PROXY,
    BROKER,
    PROVIDER_AUDIT,
    CI,
    OS,
    HUMAN,
    /** Recount itself: reads of evidence, gaps, derived effects. */
    RECORDER
}
