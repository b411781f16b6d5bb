package dev.recount.ingest.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of persons, in one file that only its owner may read, a line for each: pseudonym, key, and the identity sealed
 * with that key. To erase one is to append that it is done, then to write blanks over the line, each waited for until it is on
 * disk; opening the file finishes what a crash left of that. Thread-safe; one process at a time.
 */
public final class PersonKeys implements AutoCloseable {

    /** A person who is kept, and where. */
    private record Kept(Person person, String identity, KeyFile.Line line) {}

    private final KeyFile file;
    private final SecureRandom random;
    private final Map<String, Kept> byIdentity = new ConcurrentHashMap<>();
    private final Map<String, Kept> byPseudonym = new ConcurrentHashMap<>();
    private final Map<String, Instant> erased = new ConcurrentHashMap<>();

    private PersonKeys(KeyFile file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /**
     * Opens the file, made if it is not there.
     *
     * @throws IOException when it cannot be read, or a line of it is damaged
     */
    public static PersonKeys open(Path path, SecureRandom random) throws IOException {
        return open(new KeyFile(KeyFile.channel(path)), random);
    }

    static PersonKeys open(KeyFile file, SecureRandom random) throws IOException {
        var keys = new PersonKeys(file, random);
        try {
            keys.load();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return keys;
    }

    private void load() throws IOException {
        var unreadable = new ArrayList<KeyFile.Line>();
        var blanked = new HashSet<Long>();
        for (KeyFile.Line line : file.lines()) {
            try {
                take(RecordJson.MAPPER.readTree(line.text()), line, blanked);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                unreadable.add(line);
            }
        }
        for (KeyFile.Line line : unreadable) {
            if (!blanked.contains(line.at())) {
                throw new IOException(
                        "the line at byte " + line.at() + " of the file of persons' keys is damaged; nothing was"
                                + " changed (expected: the file as it was; restore it)");
            }
            file.blank(line);
        }
        for (String pseudonym : erased.keySet()) {
            forget(pseudonym);
        }
    }

    /** @param blanked gets the offset of a line that was to be blanked */
    private void take(JsonNode json, KeyFile.Line line, Set<Long> blanked) {
        var pseudonym = json.path("person").asText();
        var erasedAt = Micros.parse(json.path("erased_at").asText());
        if (erasedAt != null) {
            erased.put(pseudonym, erasedAt);
            blanked.add(json.path("blanked").asLong(-1));
            return;
        }
        var person = new Person(
                pseudonym, Base64.getDecoder().decode(json.path("key").asText()));
        keep(new Kept(person, person.open(json.path("identity").asText()), line));
    }

    private void keep(Kept kept) {
        byIdentity.put(kept.identity(), kept);
        byPseudonym.put(kept.person().pseudonym(), kept);
    }

    /** The person of an identity, made when there was none; not certainly on disk before {@link #settle}. */
    Person obtain(String identity) {
        var known = byIdentity.get(identity);
        return known == null ? make(identity) : known.person();
    }

    private synchronized Person make(String identity) {
        var known = byIdentity.get(identity);
        if (known != null) {
            return known.person();
        }
        var person = Person.random(random);
        var line = RecordJson.MAPPER
                .createObjectNode()
                .put("person", person.pseudonym())
                .put("key", Base64.getEncoder().encodeToString(person.keyBytes()))
                .put("identity", person.seal(identity, "", "identity"));
        try {
            keep(new Kept(person, identity, file.append(line.toString())));
            return person;
        } catch (IOException e) {
            throw new UncheckedIOException("the keys of persons cannot be written", e);
        }
    }

    /** Returns when everybody who was obtained before is on disk; to be called before a record that names them is. */
    void settle() throws IOException {
        file.settle();
    }

    /** The identities of all who are kept. */
    Set<String> identities() {
        return Set.copyOf(byIdentity.keySet());
    }

    /** The person of an identity, if they are kept. */
    Optional<Person> ofIdentity(String identity) {
        return Optional.ofNullable(byIdentity.get(identity)).map(Kept::person);
    }

    /** The person of a pseudonym, if they are kept. */
    Optional<Person> ofPseudonym(String pseudonym) {
        return Optional.ofNullable(byPseudonym.get(pseudonym)).map(Kept::person);
    }

    /** Who a pseudonym stands for, if they are kept. */
    Optional<String> identity(String pseudonym) {
        return Optional.ofNullable(byPseudonym.get(pseudonym)).map(Kept::identity);
    }

    /** When the person of a pseudonym was erased, if they were. */
    Optional<Instant> erasedAt(String pseudonym) {
        return Optional.ofNullable(erased.get(pseudonym));
    }

    /**
     * Destroys a person's key and identity; returns when they are gone from the disk.
     *
     * @return false when there is no such person
     */
    synchronized boolean erase(String pseudonym, Instant now) throws IOException {
        var kept = byPseudonym.get(pseudonym);
        if (kept == null) {
            return false;
        }
        var stone = RecordJson.MAPPER
                .createObjectNode()
                .put("person", pseudonym)
                .put("erased_at", Micros.text(now))
                .put("blanked", kept.line().at());
        file.append(stone.toString());
        file.settle();
        forget(pseudonym);
        erased.put(pseudonym, now);
        return true;
    }

    private void forget(String pseudonym) throws IOException {
        var kept = byPseudonym.get(pseudonym);
        if (kept != null) {
            file.blank(kept.line());
            byPseudonym.remove(pseudonym);
            byIdentity.remove(kept.identity(), kept);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
