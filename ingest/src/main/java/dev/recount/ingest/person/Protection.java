package dev.recount.ingest.person;

import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keeps persons out of one event. The same event gives the same, whatever came before. */
final class Protection implements EventTexts.Rewriting {

    /** Whoever an event names beyond this many is {@link #MANY}. */
    static final int NAMES_MAX = 1_000;

    static final String MANY = Person.PREFIX + "many";

    /** What events are joined and rules are written by. Of an id that names somebody, nothing would join any more. */
    private static final Set<String> KEPT = Set.of(
            "Event.id",
            "Event.correlation_id",
            "Event.causation_id",
            "Event.trace_id",
            "Session.id",
            "Session.parent_id",
            "Action.id",
            "Action.tool",
            "Action.operation",
            "Action.guard",
            "Approval.id",
            "Resource.kind",
            "Resource.environment",
            "Resource.environment_asserted",
            "Destination.kind",
            "Credential.kind",
            "Reference.kind",
            "Source.product",
            "Source.service",
            "Source.id");

    private static final String NAME = "Actor.name";
    private static final String SAID = "Statement.text";
    private static final String ADDRESS = "Event.labels.source_address";
    private static final String BROWSER = "Event.labels.user_agent";
    private static final Set<String> SEALED = Set.of(NAME, SAID, ADDRESS, BROWSER);
    private static final String RECORD = "Source.record";

    private final PersonKeys keys;
    private final Map<String, String> pseudonyms = new HashMap<>();
    /** Ids that are no names by their form, which are replaced only where they are all of a text. */
    private final Map<String, String> ids = new HashMap<>();

    private final Map<String, String> sealed = new HashMap<>();

    Protection(PersonKeys keys) {
        this.keys = keys;
    }

    Event protect(Event event) {
        var actor = event.actor();
        if (actor != null && actor.kind() == ActorKind.HUMAN && actor.id() != null) {
            sealAll(event, actor, acting(actor.id()));
        }
        return new EventTexts(this).rewrite(event);
    }

    private Person acting(String id) {
        if (Persons.isPseudonym(id)) {
            return keys.ofPseudonym(id).orElseGet(() -> keys.obtain(id));
        }
        var name = PersonWords.nameIn(id);
        var person = keys.obtain(name == null ? id : name);
        (name == null ? ids : pseudonyms).put(name == null ? id : name, person.pseudonym());
        return person;
    }

    private void sealAll(Event event, Actor actor, Person person) {
        var id = Objects.requireNonNullElse(event.id(), "");
        seal(person, id, NAME, actor.name());
        seal(
                person,
                id,
                SAID,
                event.statement() == null ? null : event.statement().text());
        seal(person, id, ADDRESS, event.labels().get("source_address"));
        seal(person, id, BROWSER, event.labels().get("user_agent"));
    }

    private void seal(Person person, String event, String place, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            sealed.putIfAbsent(text, person.seal(text, event, place));
        }
    }

    @Override
    public String text(String place, String text) {
        if (KEPT.contains(place)) {
            return text;
        }
        return SEALED.contains(place) ? unsaid(text) : words(text);
    }

    /** A text without whom it names by their form, or is the id of. */
    String words(String text) {
        var id = ids.get(text);
        return id == null ? PersonWords.replace(text, this::pseudonym) : id;
    }

    private String pseudonym(String name) {
        var known = pseudonyms.get(name);
        if (known != null || pseudonyms.size() >= NAMES_MAX) {
            return known == null ? MANY : known;
        }
        var made = keys.obtain(name).pseudonym();
        pseudonyms.put(name, made);
        return made;
    }

    @Override
    public Json json(String place, Json document) {
        boolean isRecord = place.equals(RECORD) && !sealed.isEmpty();
        if (ids.isEmpty() && !isRecord && !PersonWords.mayName(document.text())) {
            return document;
        }
        var rewritten = new JsonTexts(isRecord ? this::unsaid : this::words).rewrite(document);
        return rewritten.equals(document) ? document : rewritten;
    }

    /** A text without what is sealed, where it is all of it. */
    private String unsaid(String text) {
        var whole = sealed.get(text);
        return whole == null ? words(text) : whole;
    }
}
