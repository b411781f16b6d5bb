package dev.recount.query;

import dev.recount.query.alert.AlertReads;
import dev.recount.query.credential.CredentialNames;
import dev.recount.query.credential.NameReads;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.FactReads;
import dev.recount.query.event.TimelineReads;
import dev.recount.query.incident.IncidentReads;
import dev.recount.query.registry.RegistryReads;

/** Everything that can be read. Whoever needs only a part asks for the part. */
public record Views(
        EventReads events,
        TimelineReads timelines,
        NameReads names,
        FactReads facts,
        AlertReads alerts,
        IncidentReads incidents,
        RegistryReads registry) {

    /** All names of a credential, by events and by the registry. */
    public CredentialNames credentialNames() {
        return new CredentialNames(names, registry);
    }
}
