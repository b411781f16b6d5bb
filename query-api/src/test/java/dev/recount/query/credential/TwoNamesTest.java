package dev.recount.query.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.Credential;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.event.TestEvents;
import dev.recount.event.Verb;
import dev.recount.query.IndexedFixture;
import dev.recount.query.QueryFixtures;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.incident.CredentialHistory;
import dev.recount.query.incident.CredentialLife;
import dev.recount.query.incident.HeldCredentials;
import dev.recount.query.incident.RevokeFirst;
import dev.recount.query.lineage.BlastRadius;
import dev.recount.query.lineage.Graph;
import dev.recount.query.lineage.Node;
import dev.recount.query.state.Copies;
import dev.recount.query.state.Holding;
import dev.recount.query.state.StandingFold;
import dev.recount.query.timeline.Subject;
import dev.recount.query.timeline.SubjectEvents;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.streams.index.Dimension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is found by its fingerprint, and the provider says by its own handle what is done with it elsewhere. */
class TwoNamesTest {

    private static final String FOUND = "fp_found";
    private static final String HANDLE = "AKIAREVOKE1";
    private static final Instant T0 = TestEvents.T0;
    private static final Instant LATER = T0.plusSeconds(1_000);

    @TempDir
    Path folder;

    private IndexedFixture log;

    @BeforeEach
    void open() {
        log = new IndexedFixture(folder);
        add(0, "found", 0, "finder", credential(FOUND, null), Phase.DISCOVERED);
        add(0, "bound", 10, "finder", credential(FOUND, HANDLE), Phase.USED);
        log.add(
                1,
                event("gone", 20, "elsewhere", credential(null, HANDLE))
                        .type(EventType.ACTION)
                        .phase(Phase.SUCCEEDED)
                        .action(new Action("a", null, "DeleteBucket", Verb.DESTROY, null, null, null, null, null, null))
                        .resource(new Resource("s3:shop", null, null, null, null))
                        .build());
        log.add(alert());
        log.add(QueryFixtures.incident("inc-1", T0));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void the_life_of_a_credential_is_the_same_under_either_name() {
        for (String name : List.of(FOUND, HANDLE)) {
            var life = life(name, LATER);
            assertThat(life.found()).extracting(RecordedEvent::id).containsExactly("found");
            assertThat(life.used()).extracting(RecordedEvent::id).containsExactly("bound", "gone");
            assertThat(life.key()).isEqualTo(name);
        }
    }

    @Test
    void what_was_not_on_record_joins_nothing() {
        assertThat(life(FOUND, T0.plusSeconds(10)).names().all()).containsExactly(FOUND, HANDLE);
        assertThat(life(FOUND, T0.plusSeconds(9)).names().all()).containsExactly(FOUND);
    }

    @Test
    void what_was_done_under_the_other_name_makes_a_credential_the_first_to_revoke() {
        var held = new HeldCredentials(List.of(HANDLE));
        held.addAll(all());
        var lives = new RevokeFirst(history())
                .of(held.names(), TimeRange.ALWAYS, LATER)
                .lives();

        assertThat(lives).hasSize(1);
        assertThat(lives.get(0).key()).isEqualTo(FOUND);
        assertThat(lives.get(0).destructiveActions()).containsExactly("a");
        assertThat(lives.get(0).wasFound()).isTrue();
    }

    @Test
    void timelines_of_the_credential_and_of_the_incident_hold_both() {
        for (var subject : List.of(
                new Subject(Subject.Kind.CREDENTIAL, FOUND),
                new Subject(Subject.Kind.CREDENTIAL, HANDLE),
                new Subject(Subject.Kind.INCIDENT, "inc-1"))) {
            assertThat(new SubjectEvents(log.views()).of(subject, TimeRange.ALWAYS, LATER))
                    .as(subject.toString())
                    .hasValueSatisfying(entries -> assertThat(entries).hasSize(3));
        }
    }

    @Test
    void the_blast_radius_of_either_name_is_one_credential_and_all_that_it_reached() {
        for (String name : List.of(FOUND, HANDLE)) {
            assertThat(radius(name).nodes())
                    .containsExactlyInAnyOrder(
                            new Node(Node.Kind.CREDENTIAL, name),
                            new Node(Node.Kind.SESSION, "finder"),
                            new Node(Node.Kind.SESSION, "elsewhere"),
                            new Node(Node.Kind.RESOURCE, "s3:shop"));
        }
    }

    @Test
    void a_credential_that_is_revoked_by_its_handle_is_held_no_longer() {
        assertThat(holdings()).extracting(Holding::credential).contains(FOUND);
        add(2, "revoked", 30, "elsewhere", credential(null, HANDLE), Phase.REVOKED);
        assertThat(holdings()).isEmpty();
    }

    @Test
    void the_registry_says_which_names_go_together_since_it_was_told() {
        var body = new Json("{\"aliases\":[\"AKIAOTHER\",\"arn:key\"]}");
        log.add(new RegistryEntry(
                "credentials",
                "fp_other",
                List.of(new RegistryVersion(null, null, T0.plusSeconds(5), "e", false, body))));
        var names = log.views().credentialNames();

        assertThat(names.of("arn:key", LATER).all()).containsExactly("arn:key", "AKIAOTHER", "fp_other");
        assertThat(names.of("fp_other", LATER).all()).containsExactly("fp_other", "AKIAOTHER", "arn:key");
        assertThat(names.of("arn:key", T0).all()).containsExactly("arn:key");
    }

    @Test
    void of_more_names_than_a_credential_has_the_nearest_are_taken_and_it_says_so() {
        for (int i = 0; i < 2 * CredentialNames.NAMES_MAX; i++) {
            add(0, "turn-" + i, i, "finder", credential("fp_" + i, "shared"), Phase.USED);
        }
        var names = log.views().credentialNames().of("fp_7", LATER);

        assertThat(names.all()).hasSize(CredentialNames.NAMES_MAX).startsWith("fp_7", "shared");
        assertThat(names.isCut()).isTrue();
    }

    private CredentialHistory history() {
        var views = log.views();
        return new CredentialHistory(views.events(), views.timelines(), views.credentialNames());
    }

    private CredentialLife life(String name, Instant asOf) {
        return history().of(name, TimeRange.ALWAYS, asOf);
    }

    private Graph radius(String name) {
        return new BlastRadius(log.views())
                .of(new Node(Node.Kind.CREDENTIAL, name), TimeRange.ALWAYS.fromMicros(), LATER);
    }

    private List<Holding> holdings() {
        var names = new OneName(log.views().credentialNames(), LATER);
        var fold = new StandingFold(LATER, names);
        all().forEach(fold::add);
        return fold.standing(() -> new Copies(log.views(), LATER, LATER)).holdings();
    }

    private List<RecordedEvent> all() {
        return log.views().events().events(log.views().timelines().entries(Dimension.ALL, "", TimeRange.ALWAYS));
    }

    /** What detection knows: the find, in its session, of the credential by its fingerprint. */
    private static Alert alert() {
        return QueryFixtures.alertIn("finder", "a", T0, "found");
    }

    private void add(int partition, String id, int seconds, String session, Credential credential, Phase phase) {
        log.add(
                partition,
                event(id, seconds, session, credential)
                        .type(EventType.CREDENTIAL)
                        .phase(phase)
                        .build());
    }

    private static EventBuilder event(String id, int seconds, String session, Credential credential) {
        var at = T0.plusSeconds(seconds);
        return TestEvents.BARE.toBuilder()
                .id(id)
                .occurredAt(at)
                .recordedAt(at)
                .actor(new Actor("agent:" + session, null, null, null, null))
                .session(new Session(session, null, null, null, null))
                .credential(credential);
    }

    private static Credential credential(String fingerprint, String handle) {
        return new Credential(fingerprint, null, handle, null, null, null, null, null);
    }
}
