package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.incident.CredentialLife;
import java.util.List;
import java.util.Locale;

/** The life of a credential as JSON. */
final class LifeAnswer {

    private static final int SHOWN_MAX = 1_000;

    private LifeAnswer() {}

    static ObjectNode of(CredentialLife life) {
        var answer = Answers.object()
                .put("credential", life.key())
                .put("state", life.state().name().toLowerCase(Locale.ROOT))
                .put("found_not_provisioned", life.wasFound())
                .put("destructive_actions", life.destructiveActions().size());
        life.lastUsedAt().ifPresent(at -> answer.put("last_used_at", Micros.text(at)));
        answer.set("fingerprints", Answers.texts(life.distinctOfCredential(Credential::fingerprint)));
        answer.set("provider_ids", Answers.texts(life.distinctOfCredential(Credential::providerId)));
        answer.set("kinds", Answers.texts(life.distinctOfCredential(Credential::kind)));
        answer.set("minted_from", Answers.texts(life.distinctOfCredential(Credential::mintedFrom)));
        answer.set("actors", Answers.texts(life.distinct(Event::actorId)));
        answer.set("sessions", Answers.texts(life.distinct(Event::sessionId)));
        answer.set("resources", Answers.texts(life.distinct(Event::resourceId)));
        var tally = life.tally();
        steps(answer, "issued", tally.issued(), life.issued());
        steps(answer, "found", tally.found(), life.found());
        steps(answer, "used", tally.used(), life.used());
        steps(answer, "minted", tally.minted(), life.minted());
        steps(answer, "revoked", tally.revoked(), life.revoked());
        return answer.put("truncated", tally.isCut());
    }

    private static void steps(ObjectNode answer, String name, long count, List<RecordedEvent> events) {
        answer.put(name + "_count", count);
        ArrayNode steps = answer.putArray(name);
        events.stream().limit(SHOWN_MAX).forEach(event -> steps.add(step(event)));
    }

    private static ObjectNode step(RecordedEvent recorded) {
        Event event = recorded.event();
        var step = Answers.object()
                .put("event_id", recorded.id())
                .put("at", Micros.text(recorded.occurredAt()))
                .put("type", event.type().wire());
        Answers.put(step, "phase", event.phase() == null ? null : event.phase().wire());
        Answers.put(step, "session", event.sessionId());
        Answers.put(step, "actor", event.actorId());
        Answers.put(step, "resource", event.resourceId());
        if (event.action() != null) {
            Answers.put(step, "operation", event.action().operation());
            Answers.put(step, "verb", event.verb() == null ? null : event.verb().wire());
        }
        var credential = event.credential();
        if (credential != null) {
            Answers.put(step, "credential", credential.key());
            Answers.put(
                    step,
                    "custody",
                    credential.custody() == null ? null : credential.custody().wire());
            Answers.put(
                    step,
                    "place",
                    credential.location() == null ? null : credential.location().path());
        }
        return step;
    }
}
