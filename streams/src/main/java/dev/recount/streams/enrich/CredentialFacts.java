package dev.recount.streams.enrich;

import dev.recount.event.Actor;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.reference.CredentialEntry;
import dev.recount.streams.reference.EnvironmentNames;
import dev.recount.streams.reference.Glob;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose credential it is, what for, and how this actor came by it. */
final class CredentialFacts {

    private CredentialFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var credential = scene.event().credential();
        if (credential == null || credential.key() == null) {
            return;
        }
        var key = scene.book().canonicalCredential(credential.key());
        scene.footprint().credential(credential.key());
        scene.footprint().credential(key);
        var declared = scene.book().credential(key, scene.at());
        facts.put(FactName.CREDENTIAL_KEY, key);
        facts.put(FactName.CREDENTIAL_REGISTERED, declared.isPresent());
        CredentialUse.add(scene, key, declared, facts);
        declared.ifPresent(entry -> {
            var body = entry.body();
            var basis = entry.basis();
            facts.put(FactName.CREDENTIAL_PURPOSE, body.purpose(), basis);
            facts.put(
                    FactName.CREDENTIAL_ISSUED_TO_ACTOR,
                    issuedTo(body, scene.event().actor()),
                    basis);
            facts.put(FactName.CREDENTIAL_PURPOSE_MATCH, purposeMatch(body, scene), basis);
            facts.put(FactName.CREDENTIAL_ENVIRONMENT_MATCH, environmentMatch(body, facts), basis);
        });
        custody(scene, key, credential, declared.map(entry -> entry.body()), facts);
    }

    private static @Nullable Boolean issuedTo(CredentialEntry entry, @Nullable Actor actor) {
        if (entry.issuedTo() == null || actor == null || actor.id() == null) {
            return null;
        }
        return Glob.matches(entry.issuedTo(), actor.id())
                || (actor.onBehalfOf() != null && Glob.matches(entry.issuedTo(), actor.onBehalfOf()));
    }

    /** Declared operations decide where the operation is known, else declared verbs; with neither it is unknown. */
    private static @Nullable Boolean purposeMatch(CredentialEntry entry, Scene scene) {
        var action = scene.action();
        if (action == null) {
            return null;
        }
        var operation = action.operation();
        if (!entry.operations().isEmpty() && operation != null) {
            return entry.operations().stream().anyMatch(glob -> Glob.matches(glob, operation));
        }
        Verb verb = action.verb();
        if (entry.verbs().isEmpty() || verb == null) {
            return null;
        }
        return entry.verbs().contains(verb);
    }

    private static @Nullable Boolean environmentMatch(CredentialEntry entry, Enrichment facts) {
        var environment = facts.text(FactName.RESOURCE_ENVIRONMENT);
        if (entry.environments().isEmpty() || environment == null) {
            return null;
        }
        return EnvironmentNames.canonical(entry.environments()).contains(environment);
    }

    private static void custody(
            Scene scene, String key, Credential credential, Optional<CredentialEntry> entry, Enrichment facts) {
        var sighting = sighting(scene, key);
        sighting.ifPresent(seen -> {
            facts.put(FactName.CREDENTIAL_FIRST_SEEN_EVENT, seen.id());
            facts.put(
                    FactName.CREDENTIAL_AGE_IN_SESSION_MS,
                    Math.max(
                            0, Duration.between(EventOrder.at(seen), scene.at()).toMillis()));
            facts.put(FactName.CREDENTIAL_FOUND_AT, Provenance.place(seen.credential()));
        });
        var custody = Provenance.custody(credential, sighting.map(Event::credential), entry);
        facts.put(FactName.CREDENTIAL_CUSTODY, custody, sighting.map(Event::id).orElse(null));
    }

    /** The first event that made the credential readable in this session, no later than now. */
    private static Optional<Event> sighting(Scene scene, String key) {
        if (scene.event().phase() == Phase.DISCOVERED) {
            return Optional.of(scene.event());
        }
        return scene.memory()
                .events(Relevance.SIGHTING)
                .filter(seen -> seen.credentialKey() != null
                        && key.equals(scene.book().canonicalCredential(seen.credentialKey())))
                .filter(seen -> EventOrder.mayPrecede(seen, scene.event()))
                .filter(seen -> !Objects.equals(seen.id(), scene.event().id()))
                .min(EventOrder.SHOWN);
    }
}
