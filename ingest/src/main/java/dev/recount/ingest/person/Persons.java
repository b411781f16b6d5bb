package dev.recount.ingest.person;

import dev.recount.event.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps persons out of the log. What names somebody by its form, {@code user:NAME} or an e-mail address, stands there as a
 * pseudonym, the same in every event, so that everything joins as before; so does the id of a human who acts, of whatever
 * form, in the events in which they act. Beside them are sealed, with the acting person's key: their name, what they said,
 * the address they came from and their browser. Ids of events, sessions and actions, operations, tools, environments and kinds
 * are never touched: they must not name anybody.
 */
public final class Persons implements PersonGuard {

    private static final Pattern PSEUDONYM = Pattern.compile("person:[0-9a-f]{32}");
    private static final Pattern SEALED = Pattern.compile("sealed:([0-9a-f]{32}):[A-Za-z0-9_-]+");

    private static final String USER = "user:";

    private final PersonKeys keys;

    public Persons(PersonKeys keys) {
        this.keys = keys;
    }

    @Override
    public String protect(String text) {
        return new Protection(keys).words(text);
    }

    @Override
    public Event protect(Event event) {
        return new Protection(keys).protect(event);
    }

    @Override
    public void settle() throws IOException {
        keys.settle();
    }

    static boolean isPseudonym(String text) {
        return PSEUDONYM.matcher(text).matches();
    }

    /** The pseudonym of whoever a text names, by pseudonym or identity; empty when nobody of that name is kept. */
    public Optional<String> find(String named) {
        if (keys.ofPseudonym(named).isPresent()) {
            return Optional.of(named);
        }
        var name = PersonWords.nameIn(named);
        return keys.ofIdentity(name == null ? named : name).map(Person::pseudonym);
    }

    /**
     * The pseudonyms of all whom a name may mean: as {@link #find}, and whatever its case, with or without {@code user:} before
     * it.
     */
    public Set<String> meant(String named) {
        var name = named.strip();
        var meant = new HashSet<String>();
        find(name).ifPresent(meant::add);
        keys.identities().stream()
                .filter(identity -> bare(identity).equalsIgnoreCase(bare(name)))
                .flatMap(identity -> keys.ofIdentity(identity).stream())
                .forEach(person -> meant.add(person.pseudonym()));
        return meant;
    }

    private static String bare(String identity) {
        return identity.regionMatches(true, 0, USER, 0, USER.length()) ? identity.substring(USER.length()) : identity;
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
