package dev.recount.query.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.TestEvents;
import dev.recount.event.Verb;
import dev.recount.query.NaiveViews;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialLifeTest {

    private static final Instant LATER = TestEvents.T0.plusSeconds(1_000);

    private final NaiveViews log = new NaiveViews();
    private int seconds;

    @Test
    void a_credential_used_with_success_after_its_revocation_lives() {
        add(use("k", Verb.READ, Phase.SUCCEEDED));
        add(lifecycle("k", Phase.REVOKED));
        add(use("k", Verb.READ, Phase.FAILED));
        assertThat(life("k").state()).isEqualTo(CredentialLife.State.REVOKED);

        add(use("k", Verb.READ, Phase.SUCCEEDED));
        assertThat(life("k").state()).isEqualTo(CredentialLife.State.LIVE);
    }

    @Test
    void a_credential_nobody_spoke_of_is_unknown() {
        assertThat(life("k").state()).isEqualTo(CredentialLife.State.UNKNOWN);
    }

    @Test
    void phases_of_one_destruction_count_once() {
        add(use("k", Verb.DESTROY, Phase.REQUESTED));
        add(use("k", Verb.DESTROY, Phase.SUCCEEDED));

        assertThat(life("k").destructiveActions()).hasSize(1);
    }

    @Test
    void the_worst_live_credential_comes_first_and_revoked_ones_last() {
        add(use("revoked", Verb.DESTROY, Phase.SUCCEEDED));
        add(lifecycle("revoked", Phase.REVOKED));
        add(use("harmless", Verb.READ, Phase.SUCCEEDED));
        add(found("found"));
        add(use("destroyer", Verb.DESTROY, Phase.SUCCEEDED));
        add(Event.of(EventType.CREDENTIAL)
                .phase(Phase.ISSUED)
                .credential(new Credential("child", null, null, null, null, null, "minter", null)));
        add(use("minter", Verb.READ, Phase.SUCCEEDED));

        var worst = new RevokeFirst(history())
                .of(held("minter"), TimeRange.ALWAYS, LATER)
                .lives();

        assertThat(worst)
                .extracting(CredentialLife::key)
                .containsExactly("destroyer", "found", "minter", "harmless", "child", "revoked");
    }

    @Test
    void two_names_of_one_credential_are_listed_once() {
        add(Event.of(EventType.CREDENTIAL)
                .phase(Phase.USED)
                .credential(new Credential("fp", null, "AKIA1", null, null, null, null, null)));

        var lives = new RevokeFirst(history())
                .of(held("AKIA1"), TimeRange.ALWAYS, LATER)
                .lives();

        assertThat(lives).extracting(CredentialLife::key).containsExactly("fp");
    }

    @Test
    void of_more_events_than_are_read_all_are_counted_and_those_that_tell_most_are_read() {
        add(lifecycle("k", Phase.ISSUED));
        add(use("k", Verb.DESTROY, Phase.SUCCEEDED));
        for (int i = 0; i < 30; i++) {
            add(use("k", Verb.READ, Phase.SUCCEEDED));
        }

        var life = history().of("k", TimeRange.ALWAYS, LATER, 5);
        assertThat(life.tally()).isEqualTo(new Tally(1, 0, 31, 0, 0, true));
        assertThat(life.issued()).hasSize(1);
        assertThat(life.destructiveActions()).hasSize(1);
        assertThat(life.used()).extracting(RecordedEvent::id).containsExactly("e2", "e30", "e31", "e32");
        assertThat(history().of("k", TimeRange.ALWAYS, LATER, 50).tally().isCut())
                .isFalse();
    }

    @Test
    void as_of_a_moment_long_ago_it_is_what_it_was_then_however_much_came_since() {
        add(lifecycle("k", Phase.ISSUED));
        for (int i = 0; i < 30; i++) {
            add(use("k", Verb.READ, Phase.SUCCEEDED));
        }

        var then = history().of("k", TimeRange.ALWAYS, TestEvents.T0, 5);
        assertThat(then.state()).isEqualTo(CredentialLife.State.LIVE);
        assertThat(then.tally()).isEqualTo(new Tally(1, 0, 0, 0, 0, false));
    }

    private void add(EventBuilder event) {
        var at = TestEvents.T0.plusSeconds(seconds++);
        log.add(0, event.id("e" + seconds).occurredAt(at).recordedAt(at).build());
    }

    private Set<String> held(String named) {
        var held = new HeldCredentials(List.of(named));
        held.addAll(all());
        return held.names();
    }

    private CredentialHistory history() {
        var views = log.views();
        return new CredentialHistory(views.events(), views.timelines(), views.credentialNames());
    }

    private CredentialLife life(String key) {
        return history().of(key, TimeRange.ALWAYS, LATER);
    }

    private List<RecordedEvent> all() {
        return log.views().events().events(log.views().timelines().entries(Dimension.ALL, "", TimeRange.ALWAYS));
    }

    private static EventBuilder use(String key, Verb verb, Phase phase) {
        return Event.of(EventType.ACTION)
                .phase(phase)
                .action(new Action("act-" + key + verb, null, null, verb, null, null, null, null, null, null))
                .credential(credential(key, null));
    }

    private static EventBuilder found(String key) {
        return Event.of(EventType.CREDENTIAL).phase(Phase.DISCOVERED).credential(credential(key, Custody.FOUND));
    }

    private static EventBuilder lifecycle(String key, Phase phase) {
        return Event.of(EventType.CREDENTIAL).phase(phase).credential(credential(key, null));
    }

    private static Credential credential(String key, Custody custody) {
        return new Credential(key, null, null, custody, null, null, null, null);
    }
}
