package dev.recount.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Session;
import dev.recount.event.Statement;
import dev.recount.event.TestEvents;
import dev.recount.event.Verb;
import dev.recount.query.NaiveViews;
import dev.recount.query.event.RecordedEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Links and evidence, over a log of a few events that stand a second apart. */
class CauseLinksTest {

    private final NaiveViews log = new NaiveViews();
    private int seconds;

    @Test
    void a_minted_credential_leads_to_what_issued_it() {
        add("assume", action("a1", "sts:AssumeRole", Verb.ISSUE_CREDENTIAL).credential(credential("AKIA1", null)));
        add(
                "issued",
                Event.of(EventType.CREDENTIAL)
                        .phase(Phase.ISSUED)
                        .causationId("assume")
                        .credential(credential("ASIA2", "AKIA1")));
        add("use", action("a2", "s3:DeleteBucket", Verb.DESTROY).credential(credential("ASIA2", null)));

        assertThat(links("issued")).containsExactly(new Link("assume", Basis.PARENT_CALL));
        assertThat(links("use")).containsExactly(new Link("issued", Basis.MINTED_CREDENTIAL));
    }

    @Test
    void a_child_names_its_parent_credential_when_no_issue_was_seen() {
        add("parent", action("a1", "x", Verb.READ).credential(credential("AKIA1", null)));
        add("child", action("a2", "y", Verb.READ).credential(credential("ASIA2", "AKIA1")));

        assertThat(links("child")).containsExactly(new Link("parent", Basis.MINTED_CREDENTIAL));
    }

    @Test
    void a_trace_joins_what_carries_it() {
        add("client", action("a1", "x", null).traceId("t"));
        add("server", action("a2", "y", null).traceId("t"));

        assertThat(links("server")).containsExactly(new Link("client", Basis.TRACE));
        assertThat(links("client")).isEmpty();
    }

    @Test
    void a_credential_leads_to_where_this_session_found_it_before_anybody_else_did() {
        add("others", found("s2"));
        add("own", found("s1"));
        add("between", action("a1", "x", Verb.READ).credential(credential("fp", null)));
        add("use", action("a2", "y", Verb.READ).session(session("s1")).credential(credential("fp", null)));

        assertThat(links("use")).containsExactly(new Link("own", Basis.SAME_CREDENTIAL));
    }

    @Test
    void where_a_credential_was_found_is_not_forgotten_however_often_it_is_used() {
        add("own", found("s1"));
        for (int i = 0; i < 80; i++) {
            add(
                    "use" + i,
                    action("a" + i, "x", Verb.READ).session(session("s1")).credential(credential("fp", null)));
        }

        assertThat(links("use79")).containsExactly(new Link("own", Basis.SAME_CREDENTIAL));
    }

    @Test
    void an_event_does_not_lead_to_a_later_one_or_to_itself() {
        add("self", action("a1", "x", Verb.READ).causationId("self").resource(volume()));
        add("later", action("a2", "y", Verb.READ).resource(volume()));

        assertThat(links("self")).isEmpty();
        assertThat(links("later")).containsExactly(new Link("self", Basis.SAME_RESOURCE));
    }

    @Test
    void one_earlier_event_is_named_once_on_its_strongest_basis() {
        add("asked", action("a1", "x", Verb.DESTROY).traceId("t").resource(volume()));
        add(
                "done",
                action("a2", "y", Verb.DESTROY)
                        .causationId("asked")
                        .traceId("t")
                        .resource(volume()));

        assertThat(links("done")).containsExactly(new Link("asked", Basis.PARENT_CALL));
    }

    @Test
    void a_cause_that_was_never_recorded_is_not_invented() {
        add("orphan", action("a1", "x", null).causationId("nowhere"));

        assertThat(links("orphan")).isEmpty();
    }

    @Test
    void two_sensors_corroborate_and_opposite_outcomes_contradict() {
        add(
                "asked",
                action("a1", "x", Verb.DESTROY)
                        .phase(Phase.REQUESTED)
                        .sensor(sensor(SensorKind.AGENT_HOOK))
                        .resource(volume()));
        add(
                "seen",
                action("r1", "x", Verb.DESTROY)
                        .phase(Phase.SUCCEEDED)
                        .sensor(sensor(SensorKind.PROVIDER_AUDIT))
                        .resource(volume()));
        add(
                "denied",
                action("a1", "x", Verb.DESTROY)
                        .phase(Phase.FAILED)
                        .sensor(sensor(SensorKind.AGENT_HOOK))
                        .resource(volume()));
        add("alone", action("a9", "x", Verb.READ).sensor(sensor(SensorKind.AGENT_HOOK)));

        assertThat(state("asked")).isEqualTo(EvidenceState.CORROBORATED);
        assertThat(state("denied")).isEqualTo(EvidenceState.CONTRADICTED);
        assertThat(state("alone")).isEqualTo(EvidenceState.OBSERVED);
    }

    @Test
    void no_flood_of_events_hides_a_witness() {
        add(
                "denied",
                action("a1", "x", Verb.DESTROY)
                        .phase(Phase.FAILED)
                        .sensor(sensor(SensorKind.AGENT_HOOK))
                        .resource(volume()));
        for (int i = 0; i < 1_300; i++) {
            var noise = action("n" + i, "x", i % 2 == 0 ? Verb.READ : Verb.DESTROY)
                    .sensor(sensor(i % 3 == 0 ? SensorKind.OS : SensorKind.AGENT_HOOK))
                    .phase(Phase.REQUESTED)
                    .resource(volume());
            log.add(
                    0,
                    noise.id("noise" + i)
                            .occurredAt(TestEvents.T0.plusMillis(i))
                            .recordedAt(TestEvents.T0)
                            .build());
        }
        add(
                "seen",
                action("r1", "x", Verb.DESTROY)
                        .phase(Phase.SUCCEEDED)
                        .sensor(sensor(SensorKind.PROVIDER_AUDIT))
                        .resource(volume()));

        assertThat(state("denied")).isEqualTo(EvidenceState.CONTRADICTED);
        assertThat(state("seen")).isEqualTo(EvidenceState.CONTRADICTED);
        var prepared = surroundings();
        prepared.prepare(List.of(event("denied")));
        assertThat(new Witnesses(prepared).of(event("denied"))).isEqualTo(EvidenceState.CONTRADICTED);
    }

    @Test
    void a_claim_is_weighed_by_the_outcome_of_what_it_is_about() {
        add("ok", action("a1", "x", null).phase(Phase.SUCCEEDED));
        add("no", action("a2", "x", null).phase(Phase.DENIED));
        add("true", claim("a1"));
        add("false", claim("a2"));
        add("open", claim("a3"));
        add("vague", claim(null));

        assertThat(state("true")).isEqualTo(EvidenceState.CORROBORATED);
        assertThat(state("false")).isEqualTo(EvidenceState.CONTRADICTED);
        assertThat(state("open")).isEqualTo(EvidenceState.CLAIMED);
        assertThat(state("vague")).isEqualTo(EvidenceState.CLAIMED);
    }

    private void add(String id, EventBuilder event) {
        var at = TestEvents.T0.plusSeconds(seconds++);
        log.add(0, event.id(id).occurredAt(at).recordedAt(at).build());
    }

    private List<Link> links(String id) {
        return new CauseLinks(surroundings()).of(event(id), Optional::empty);
    }

    private EvidenceState state(String id) {
        return new Witnesses(surroundings()).of(event(id));
    }

    private RecordedEvent event(String id) {
        return log.views().events().event(id).orElseThrow();
    }

    private RememberedSurroundings surroundings() {
        return new RememberedSurroundings(log.views(), Long.MAX_VALUE);
    }

    private static EventBuilder action(String id, String operation, Verb verb) {
        return Event.of(EventType.ACTION)
                .action(new Action(id, null, operation, verb, null, null, null, null, null, null));
    }

    private static EventBuilder claim(String about) {
        return Event.of(EventType.STATEMENT).phase(Phase.CLAIMED).statement(new Statement("done", about));
    }

    private static EventBuilder found(String session) {
        return Event.of(EventType.CREDENTIAL)
                .phase(Phase.DISCOVERED)
                .session(session(session))
                .credential(credential("fp", null));
    }

    private static Session session(String id) {
        return new Session(id, null, null, null, null);
    }

    private static Sensor sensor(SensorKind kind) {
        return new Sensor(kind, null, null);
    }

    private static Credential credential(String fingerprint, String mintedFrom) {
        return new Credential(fingerprint, null, null, null, null, null, mintedFrom, null);
    }

    private static Resource volume() {
        return new Resource("volume", null, null, null, null);
    }
}
