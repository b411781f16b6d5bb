package dev.recount.ingest.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps persons out of the log. Who acts, answers or approves and is a person stands there as a pseudonym, the same in every
 * event, so that everything joins as before; so does what names a person by its form in any other text. Beside them are
 * sealed, with the acting person's key: their name, what they said, the address they came from and their browser.
 */
public final class Persons implements PersonGuard {

    private static final int NEEDLE_MIN = 3;
    private static final Pattern PSEUDONYM = Pattern.compile("person:[0-9a-f]{32}");
    private static final Pattern SEALED = Pattern.compile("sealed:([0-9a-f]{32}):[A-Za-z0-9_-]+");

    private final PersonKeys keys;
    private final SecureRandom random;

    public Persons(PersonKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    @Override
    public String protect(String text) {
        return PersonWords.replace(text, name -> keys.obtain(name).pseudonym());
    }

    @Override
    public Event protect(Event event) {
        var needles = needles(event);
        return new EventTexts(
                        text -> protect(replace(text, needles, false)),
                        json -> canonical(json, protect(replace(json, needles, true))))
                .rewrite(event);
    }

    /** A name may have been the name of a member, by which members are sorted. */
    private static String canonical(String before, String after) {
        if (after.equals(before)) {
            return before;
        }
        try {
            return CanonicalJson.of(RecordJson.MAPPER.readTree(after)).text();
        } catch (JsonProcessingException e) {
            // Two names of one person were members of one object, which may not have two of one name.
            return after;
        }
    }

    /** What is to be replaced wherever it stands in the event, and by what. */
    private Map<String, String> needles(Event event) {
        var needles = new LinkedHashMap<String, String>();
        var actor = event.actor();
        if (actor != null && actor.kind() == ActorKind.HUMAN && actor.id() != null) {
            var name = PersonWords.nameOf(actor.id());
            var person = keys.obtain(name == null ? actor.id() : name);
            seal(event.statement() == null ? null : event.statement().text(), person, needles);
            seal(actor.name(), person, needles);
            seal(event.labels().get("source_address"), person, needles);
            seal(event.labels().get("user_agent"), person, needles);
            needles.put(actor.id(), person.pseudonym());
        }
        identities(event).forEach(id -> keys.ofIdentity(id).ifPresent(person -> needles.put(id, person.pseudonym())));
        return needles;
    }

    private void seal(@Nullable String text, Person person, Map<String, String> needles) {
        if (text != null && text.length() >= NEEDLE_MIN) {
            needles.put(text, person.seal(text, random));
        }
    }

    private static Stream<String> identities(Event event) {
        var actor = event.actor();
        var approval = event.approval();
        return Stream.of(
                        actor == null ? null : actor.id(),
                        actor == null ? null : actor.onBehalfOf(),
                        approval == null ? null : approval.approver(),
                        approval == null ? null : approval.grantee())
                .filter(Objects::nonNull);
    }

    private static String replace(String text, Map<String, String> needles, boolean json) {
        var replaced = text;
        for (var needle : needles.entrySet()) {
            var wanted = json ? escaped(needle.getKey()) : needle.getKey();
            replaced = replaced.contains(wanted) ? replaced.replace(wanted, needle.getValue()) : replaced;
        }
        return replaced;
    }

    private static String escaped(String text) {
        var quoted = CanonicalJson.of(TextNode.valueOf(text)).text();
        return quoted.substring(1, quoted.length() - 1);
    }

    /** The pseudonym of whoever a text names, by pseudonym or identity; empty when nobody of that name is kept. */
    public Optional<String> find(String named) {
        if (keys.ofPseudonym(named).isPresent()) {
            return Optional.of(named);
        }
        var name = PersonWords.nameOf(named);
        return keys.ofIdentity(name == null ? named : name).map(Person::pseudonym);
    }

    /** The text with the pseudonyms and sealed texts of those who are kept as they were; those of the erased stay. */
    public String reveal(String text) {
        var opened = SEALED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(open(found)));
        return PSEUDONYM
                .matcher(opened)
                .replaceAll(found ->
                        Matcher.quoteReplacement(keys.identity(found.group()).orElse(found.group())));
    }

    private String open(MatchResult sealed) {
        try {
            return keys.ofPseudonym(Person.PREFIX + sealed.group(1))
                    .map(person -> person.open(sealed.group()))
                    .orElse(sealed.group());
        } catch (IllegalArgumentException e) {
            // Anybody may write what looks like one.
            return sealed.group();
        }
    }

    /** When the person of a pseudonym was erased, if they were. */
    public Optional<Instant> erasedAt(String pseudonym) {
        return keys.erasedAt(pseudonym);
    }

    /**
     * Destroys what is kept of a person; returns when it is gone from the disk.
     *
     * @return false when nobody of that pseudonym is kept
     */
    public boolean erase(String pseudonym, Instant now) throws IOException {
        return keys.erase(pseudonym, now);
    }
}
