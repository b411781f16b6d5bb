package dev.recount.streams.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Approval;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryFold;
import dev.recount.streams.reference.RegistryKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EnrichmentTest {

    private static final Instant T0 = Instant.parse("2026-05-01T12:00:00Z");

    private final ReferenceBook book = new ReferenceBook();
    private final SessionMemory memory = new SessionMemory();

    @Nested
    class OfCredentials {

        @Test
        void what_nobody_declared_is_unknown_but_not_registered() {
            var facts = facts(used("c", Verb.MODIFY));

            assertThat(facts.get(FactName.CREDENTIAL_REGISTERED)).isEqualTo(false);
            assertThat(facts.get(FactName.CREDENTIAL_PURPOSE_MATCH)).isNull();
            assertThat(facts.get(FactName.CREDENTIAL_ISSUED_TO_ACTOR)).isNull();
            assertThat(facts.get(FactName.CREDENTIAL_CUSTODY)).isEqualTo("unknown");
        }

        @Test
        void an_alias_is_the_same_credential() {
            declare("credentials", "fp", """
                    {"verbs":["read"],"aliases":["AKIA1"]}""", null, null);

            var facts = facts(used("AKIA1", Verb.DESTROY));

            assertThat(facts.get(FactName.CREDENTIAL_KEY)).isEqualTo("fp");
            assertThat(facts.get(FactName.CREDENTIAL_PURPOSE_MATCH)).isEqualTo(false);
        }

        @Test
        void found_away_from_its_declared_place_is_found_and_at_it_is_provisioned() {
            declare("credentials", "c", """
                    {"locations":["app/.env"]}""", null, null);

            remember(sighting("c", "/home/dana/shop/app/.env", null));
            assertThat(facts(used("c", Verb.READ)).get(FactName.CREDENTIAL_CUSTODY))
                    .isEqualTo("provisioned");

            remember(sighting("other", "/tmp/dump", null));
            assertThat(facts(used("other", Verb.READ)).get(FactName.CREDENTIAL_CUSTODY))
                    .isEqualTo("found");
        }

        @Test
        void a_sighting_after_the_use_does_not_make_it_found() {
            remember(sighting("c", "/tmp/dump", null).toBuilder()
                    .occurredAt(T0.plusSeconds(60))
                    .build());

            assertThat(facts(used("c", Verb.READ)).get(FactName.CREDENTIAL_CUSTODY))
                    .isEqualTo("unknown");
        }

        @Test
        void what_lies_within_the_task_and_nobody_declared_is_unknown() {
            remember(sighting("c", "/repo/.env", true));

            assertThat(facts(used("c", Verb.READ)).get(FactName.CREDENTIAL_CUSTODY))
                    .isEqualTo("unknown");
        }

        @Test
        void declared_operations_decide_before_verbs() {
            declare("credentials", "c", """
                    {"verbs":["destroy"],"operations":["customDomain*"]}""", null, null);

            assertThat(facts(used("c", Verb.DESTROY)).get(FactName.CREDENTIAL_PURPOSE_MATCH))
                    .isEqualTo(false);
        }
    }

    @Nested
    class OfResources {

        @Test
        void the_registry_knows_the_environment_best_and_the_most_specific_entry_counts() {
            declare("resources", "vol:*", """
                    {"environment":"staging"}""", null, null);
            declare("resources", "vol:1*", """
                    {"environment":"prod"}""", null, null);

            assertThat(facts(destroy("vol:12")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isEqualTo("production");
            assertThat(facts(destroy("vol:2")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isEqualTo("staging");
        }

        @Test
        void a_guess_from_the_name_is_marked_and_an_ambiguous_name_is_none() {
            var guessed = facts(destroy("db/shop-prod-eu"));
            assertThat(guessed.get(FactName.RESOURCE_ENVIRONMENT)).isEqualTo("production");
            assertThat(guessed.get(FactName.RESOURCE_ENVIRONMENT_INFERRED)).isEqualTo(true);

            assertThat(facts(destroy("db/prod-to-staging-copy")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isNull();
            assertThat(facts(destroy("db/product")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isNull();
        }

        @Test
        void a_file_of_the_repository_at_work_tells_no_environment_and_one_elsewhere_does() {
            assertThat(facts(inWorkspace("file:/repo/docker-compose.prod.yml.bak"))
                            .get(FactName.RESOURCE_ENVIRONMENT))
                    .isNull();
            assertThat(facts(inWorkspace("file:/srv/production/data")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isEqualTo("production");
            assertThat(facts(inWorkspace("file://prod-1/repo/data")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isEqualTo("production");
        }

        @Test
        void an_actor_is_believed_to_act_in_production_and_not_that_it_does_not() {
            var production = facts(said("k8s:ns/shop", "eu-prod"));
            assertThat(production.get(FactName.RESOURCE_ENVIRONMENT)).isEqualTo("production");
            assertThat(production.get(FactName.RESOURCE_ENVIRONMENT_INFERRED)).isEqualTo(true);
            assertThat(facts(said("k8s:ns/shop", "staging")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isNull();
            assertThat(facts(said("k8s:ns/test", "production")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isEqualTo("test");
        }

        private Event said(String resource, String environment) {
            return destroy(resource, event -> event.resource(new Resource(resource, null, null, environment, null)));
        }

        private Event inWorkspace(String file) {
            return destroy(file, event -> event.label("cwd", "/repo"));
        }

        @Test
        void reference_data_is_joined_as_of_the_event_and_not_of_now() {
            declare("resources", "vol:1", """
                    {"environment":"staging"}""", null, T0.plusSeconds(10));
            declareMore("resources", "vol:1", """
                    {"environment":"production"}""", T0.plusSeconds(10));

            assertThat(facts(destroy("vol:1")).get(FactName.RESOURCE_ENVIRONMENT))
                    .isEqualTo("staging");
            assertThat(facts(destroy("vol:1", event -> event.occurredAt(T0.plusSeconds(20))))
                            .get(FactName.RESOURCE_ENVIRONMENT))
                    .isEqualTo("production");
        }

        @Test
        void undoing_depends_on_the_path() {
            declare("resources", "vol:1", """
                    {"undo":{"api":"irreversible","dashboard":"PT48H"}}""", null, null);

            assertThat(facts(destroy("vol:1")).get(FactName.ACTION_REVERSIBILITY))
                    .isEqualTo("irreversible");
            var clicked = facts(
                    destroy("vol:1", event -> event.actor(new Actor("user:d", ActorKind.HUMAN, null, null, null))));
            assertThat(clicked.get(FactName.ACTION_REVERSIBILITY)).isEqualTo("undo_window");
            assertThat(clicked.get(FactName.ACTION_UNDO_UNTIL)).isEqualTo("2026-05-03T12:00:00.000000Z");
        }

        @Test
        void the_last_copy_of_a_group_is_told_from_one_of_several() {
            declare("resources", "a", """
                    {"protection_group":"g","role":"primary"}""", null, null);
            declare("resources", "b", """
                    {"protection_group":"g","role":"backup"}""", null, null);

            assertThat(facts(destroy("a")).get(FactName.RECOVERY_LAST_PATH)).isEqualTo(false);
            remember(destroy("b", event -> event.id("before").occurredAt(T0.minusSeconds(5))));
            assertThat(facts(destroy("a")).get(FactName.RECOVERY_LAST_PATH)).isEqualTo(true);
        }
    }

    @Nested
    class OfApprovals {

        @Test
        void is_none_without_one_and_mismatch_when_it_is_for_something_else() {
            assertThat(state("apr")).isEqualTo("none");
            approve("user:lee", "vol:9", T0.minusSeconds(60), null);
            assertThat(state("apr")).isEqualTo("mismatch");
        }

        @Test
        void is_valid_when_another_gave_it_before() {
            approve("user:lee", "vol:*", T0.minusSeconds(60), null);
            assertThat(state("apr")).isEqualTo("valid");
            assertThat(state(null)).isEqualTo("valid");
        }

        @Test
        void does_not_count_when_the_actor_gave_it_to_itself() {
            approve("agent:a", "vol:*", T0.minusSeconds(60), null);
            assertThat(state("apr")).isEqualTo("self");
        }

        @Test
        void is_none_when_an_agent_says_that_somebody_gave_it() {
            var agent = new Actor("agent:b", ActorKind.AGENT, null, null, null);
            approve(agent, "user:lee", "vol:*", T0.minusSeconds(60), null);
            assertThat(state("apr")).isEqualTo("none");
        }

        @Test
        void expires_when_it_says_or_after_a_day() {
            approve("user:lee", "vol:*", T0.minusSeconds(60), T0.minusSeconds(1));
            assertThat(state("apr")).isEqualTo("expired");
            approve("user:lee", "vol:*", T0.minusSeconds(90_000), null);
            assertThat(state("apr")).isEqualTo("expired");
        }

        @Test
        void given_after_the_act_is_what_it_is() {
            remember(done(T0.plusSeconds(1)));
            approve("user:lee", "vol:*", T0.plusSeconds(60), null);
            assertThat(state("apr")).isEqualTo("after_the_act");
        }

        @Test
        void given_between_the_request_and_the_act_counts_for_the_request_too() {
            approve("user:lee", "vol:*", T0.plusSeconds(10), null);
            assertThat(state("apr")).isEqualTo("none");
            remember(done(T0.plusSeconds(20)));
            assertThat(state("apr")).isEqualTo("valid");
            assertThat(state(null)).isEqualTo("valid");
        }

        @Test
        void expired_before_the_act_does_not_count_for_the_request_either() {
            approve("user:lee", "vol:*", T0.minusSeconds(60), T0.plusSeconds(10));
            assertThat(state("apr")).isEqualTo("valid");
            remember(done(T0.plusSeconds(20)));
            assertThat(state("apr")).isEqualTo("expired");
        }

        @Test
        void given_before_an_attempt_that_failed_counts_and_given_after_a_refusal_is_not_asked_about() {
            approve("user:lee", "vol:*", T0.plusSeconds(10), null);
            remember(destroy(
                    "vol:1", event -> event.id("refused").phase(Phase.DENIED).occurredAt(T0.plusSeconds(5))));
            assertThat(state("apr")).isEqualTo("none");
            remember(destroy(
                    "vol:1", event -> event.id("tried").phase(Phase.FAILED).occurredAt(T0.plusSeconds(20))));
            assertThat(state("apr")).isEqualTo("valid");
        }

        private static Event done(Instant at) {
            return destroy(
                    "vol:1", event -> event.id("done").phase(Phase.SUCCEEDED).occurredAt(at));
        }

        private @Nullable Object state(@Nullable String reference) {
            return facts(destroy(
                            "vol:1",
                            event -> event.approval(
                                    reference == null
                                            ? null
                                            : new Approval(reference, null, null, List.of(), null, null, null, null))))
                    .get(FactName.APPROVAL_STATE);
        }

        private void approve(String approver, String resource, Instant grantedAt, @Nullable Instant expiresAt) {
            approve(new Actor("user:lee", ActorKind.HUMAN, null, null, null), approver, resource, grantedAt, expiresAt);
        }

        private void approve(
                Actor sender, String approver, String resource, Instant grantedAt, @Nullable Instant expiresAt) {
            var granted = event("grant", EventType.APPROVAL, Phase.GRANTED)
                    .actor(sender)
                    .occurredAt(grantedAt)
                    .approval(
                            new Approval("apr", approver, null, List.of(Verb.DESTROY), resource, null, expiresAt, null))
                    .build();
            var key = RegistryKey.of(granted).orElseThrow();
            book.apply(RegistryFold.entry(key, List.of(granted)));
        }
    }

    private Facts facts(Event event) {
        return Enrichment.of(event, memory, book, new Footprint()).facts();
    }

    private void remember(Event event) {
        memory.put(new Remembered(event, "", List.of()));
    }

    private void declare(String kind, String id, String body, @Nullable Instant from, @Nullable Instant to) {
        book.apply(new RegistryEntry(
                kind, id, List.of(new RegistryVersion(from, to, T0, "reg-" + id, false, new Json(body)))));
        lastBody = new RegistryVersion(from, to, T0, "reg-" + id, false, new Json(body));
    }

    private @Nullable RegistryVersion lastBody;

    private void declareMore(String kind, String id, String body, Instant from) {
        book.apply(new RegistryEntry(
                kind,
                id,
                List.of(
                        lastBody,
                        new RegistryVersion(from, null, T0.plusSeconds(1), "reg2-" + id, false, new Json(body)))));
    }

    private static Event sighting(String credential, String path, @Nullable Boolean inTaskScope) {
        return event("seen-" + credential, EventType.CREDENTIAL, Phase.DISCOVERED)
                .occurredAt(T0.minusSeconds(30))
                .credential(new Credential(
                        credential, null, null, null, new Location("file", path, inTaskScope), null, null, null))
                .build();
    }

    private static Event used(String credential, Verb verb) {
        return event("use-" + credential, EventType.CREDENTIAL, Phase.USED)
                .action(action(verb))
                .credential(new Credential(credential, null, null, null, null, null, null, null))
                .build();
    }

    private static Event destroy(String resource) {
        return destroy(resource, event -> {});
    }

    private static Event destroy(String resource, Consumer<EventBuilder> change) {
        var event = event("act", EventType.ACTION, Phase.REQUESTED)
                .action(action(Verb.DESTROY))
                .resource(new Resource(resource, "volume", null, null, null));
        change.accept(event);
        return event.build();
    }

    private static Action action(Verb verb) {
        return new Action("a1", "Bash", "volumeDelete", verb, null, null, Reversibility.UNKNOWN, null, null, null);
    }

    private static EventBuilder event(String id, EventType type, Phase phase) {
        return Event.of(type)
                .id(id)
                .phase(phase)
                .occurredAt(T0)
                .observedAt(T0)
                .recordedAt(T0)
                .actor(new Actor("agent:a", ActorKind.AGENT, null, null, "user:dana"));
    }
}
