package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a tool call does.
 *
 * @param name the operation's own name: {@code volumeDelete}, {@code rm}, {@code DROP TABLE}, {@code ec2:DeleteVolume}
 * @param provider whose operation it is: {@code railway}, {@code aws}, {@code shell}, {@code sql}, …
 * @param verb what it does to its target
 * @param resources what it acts on, as {@code provider:kind/name}, {@code file:/path}; empty when it does not say
 * @param reversibility whether it can be taken back by this very path
 * @param destination host that something is sent to; {@code null} when nothing leaves, or the host is not told
 * @param presented fingerprints of the credentials that it presents, not of those that it only contains
 * @param environment the environment that the call itself names ({@code --environment staging})
 * @param forced whether it asks that no question be asked ({@code --force}, {@code --auto-approve})
 * @param dryRun whether it asks for no effect
 */
public record Operation(
        String name,
        String provider,
        Verb verb,
        List<ResourceRef> resources,
        Reversibility reversibility,
        @Nullable String destination,
        List<String> presented,
        @Nullable String environment,
        boolean forced,
        boolean dryRun) {

    public Operation {
        resources = List.copyOf(resources);
        presented = List.copyOf(presented);
    }

    static Operation of(String name, String provider, Verb verb, List<ResourceRef> resources, Reversibility undo) {
        return new Operation(name, provider, verb, resources, undo, null, List.of(), null, false, false);
    }

    /** How much harm it can do, 0 (none) to 100, to choose the one that speaks for a call of several. */
    public int riskRank() {
        int rank = RiskRank.of(verb) + (reversibility == Reversibility.IRREVERSIBLE ? 3 : 0);
        return dryRun ? Math.min(rank, 5) : rank;
    }

    Operation sentTo(@Nullable String host) {
        return new Operation(
                name, provider, verb, resources, reversibility, host, presented, environment, forced, dryRun);
    }

    Operation with(List<String> newPresented, @Nullable String newEnvironment, boolean newForced, boolean newDryRun) {
        return new Operation(
                name,
                provider,
                verb,
                resources,
                reversibility,
                destination,
                newPresented,
                newEnvironment,
                newForced,
                newDryRun);
    }
}
