package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a provider's audit log did, by the provider's table. The entry itself says on what.
 *
 * @param name the provider's own name: {@code create pods/exec}, {@code repo.destroy}, {@code v1.compute.disks.delete}
 * @param verb what it does to its target; {@code null} when neither the table nor the name tells
 * @param kind of the target, where the table says
 * @param reversibility whether it can be taken back by this very path
 */
public record AuditedOperation(
        String name, @Nullable Verb verb, @Nullable String kind, Reversibility reversibility) {

    /** The same, with what the entry itself says of its kind of act where neither the table nor the name tells. */
    public AuditedOperation or(@Nullable Verb told) {
        return verb == null ? new AuditedOperation(name, told, kind, reversibility) : this;
    }
}
