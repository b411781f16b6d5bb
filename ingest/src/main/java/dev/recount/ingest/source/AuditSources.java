package dev.recount.ingest.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The providers whose audit logs are taken in, by the name of their door. */
public final class AuditSources {

    private static final String DOOR = "audit/";

    private final Map<String, RawSource> sources = new TreeMap<>();

    private AuditSources(RawSource... sources) {
        for (RawSource source : sources) {
            this.sources.put(source.name().substring(DOOR.length()), source);
        }
    }

    public static AuditSources all() {
        return new AuditSources(
                new CloudTrail(),
                new KubernetesAudit(),
                new GithubAudit(),
                new OktaLog(),
                new GcpAudit(),
                new AzureActivity(),
                new RailwayAudit(),
                new VaultAudit());
    }

    /** The source whose door is called {@code name}; empty for no such door. */
    public Optional<RawSource> named(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** In the order of the alphabet. */
    public List<String> names() {
        return List.copyOf(sources.keySet());
    }
}
