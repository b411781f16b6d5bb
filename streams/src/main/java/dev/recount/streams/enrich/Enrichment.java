package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;

/** Derives the facts about an event. The same event, memory and book always give the same facts. */
public final class Enrichment {

    private Enrichment() {}

    /**
     * The facts about {@code event}.
     *
     * @param memory what its session remembers; the event itself may or may not be in it
     * @param footprint is told what reference data was asked about
     */
    public static Facts of(Event event, SessionMemory memory, ReferenceBook book, Footprint footprint) {
        var scene = new Scene(event, memory, book, footprint);
        var facts = new Facts.Builder();
        ActorFacts.add(scene, facts);
        ResourceFacts.add(scene, facts);
        ActionFacts.add(scene, facts);
        CredentialFacts.add(scene, facts);
        RecoveryFacts.add(scene, facts);
        ApprovalFacts.add(scene, facts);
        GovernanceFacts.add(scene, facts);
        FrictionFacts.add(scene, facts);
        DenialFacts.add(scene, facts);
        StopFacts.add(scene, facts);
        ContentFacts.add(scene, facts);
        Steering.add(scene, facts);
        TraceFacts.add(scene, facts);
        AgentFacts.add(scene, facts);
        PlanFacts.add(scene, facts);
        StatementFacts.add(scene, facts);
        return facts.build();
    }
}
