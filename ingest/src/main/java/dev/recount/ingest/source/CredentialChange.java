package dev.recount.ingest.source;

import dev.recount.event.Credential;
import dev.recount.event.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A credential that a call brought into being or took away.
 *
 * @param phase {@code issued} or {@code revoked}
 * @param credential by the provider's handle
 */
record CredentialChange(Phase phase, Credential credential) {

    static CredentialChange issued(
            String kind, String handle, @Nullable Credential mintedFrom, @Nullable String issuedTo) {
        var from = mintedFrom == null ? null : mintedFrom.key();
        return new CredentialChange(
                Phase.ISSUED, new Credential(null, kind, Fields.id(handle), null, null, null, from, issuedTo));
    }

    static CredentialChange revoked(String kind, String handle) {
        return new CredentialChange(Phase.REVOKED, presented(kind, handle));
    }

    /** A credential that a call was made with. */
    static Credential presented(String kind, String handle) {
        return new Credential(null, kind, Fields.id(handle), null, null, null, null, null);
    }
}
