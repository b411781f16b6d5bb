package dev.recount.ingest.person;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of persons, in one file that only its owner may read, a line for each: pseudonym, key, and the identity sealed
 * with that key. A person is on disk before any record names them. To erase one is to write blanks over the line and to wait
 * until they are on disk; a line that cannot be read is what a crash left of that, or of a person whom no record names, and
 * is blanked too. What stays is that the pseudonym was erased, and when. Thread-safe; one process at a time.
 */
public final class PersonKeys implements AutoCloseable {

    /** A person who is kept, and where their line is. */
    private record Kept(Person person, String identity, long at, int length) {}

    private final FileChannel file;
    private final SecureRandom random;
    private final Map<String, Kept> byIdentity = new ConcurrentHashMap<>();
    private final Map<String, Kept> byPseudonym = new ConcurrentHashMap<>();
    private final Map<String, Instant> erased = new ConcurrentHashMap<>();

    private PersonKeys(FileChannel file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** Opens the file, made if it is not there. */
    public static PersonKeys open(Path path, SecureRandom random) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var options = java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        var channel = posix
                ? FileChannel.open(
                        path,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(path, options);
        var keys = new PersonKeys(channel, random);
        keys.load(Files.readAllBytes(path));
        return keys;
    }

    private void load(byte[] bytes) throws IOException {
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                line(bytes, from, at - from);
                from = at + 1;
            }
        }
        if (from < bytes.length) {
            blank(from, bytes.length - from);
            append("");
        }
    }

    private void line(byte[] bytes, int from, int length) throws IOException {
        var text = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        try {
            take(RecordJson.MAPPER.readTree(text), from, length);
        } catch (IOException | IllegalArgumentException e) {
            blank(from, length);
        }
    }

    private void take(JsonNode line, long at, int length) {
        var pseudonym = line.path("person").asText();
        var erasedAt = Micros.parse(line.path("erased_at").asText());
        if (erasedAt != null) {
            erased.put(pseudonym, erasedAt);
            return;
        }
        var person = new Person(
                pseudonym, Base64.getDecoder().decode(line.path("key").asText()));
        keep(new Kept(person, person.open(line.path("identity").asText()), at, length));
    }

    private void keep(Kept kept) {
        byIdentity.put(kept.identity(), kept);
        byPseudonym.put(kept.person().pseudonym(), kept);
    }

    /** The person of an identity, made and on disk when there was none. */
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
                .put("identity", person.seal(identity, random));
        try {
            long at = file.size();
            keep(new Kept(person, identity, at, append(line.toString())));
            return person;
        } catch (IOException e) {
            throw new UncheckedIOException("the keys of persons cannot be written", e);
        }
    }

    /** Appends a line, and returns its length when it is on disk. */
    private int append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        write(ByteBuffer.wrap(bytes), file.size());
        return bytes.length - 1;
    }

    private void blank(long at, int length) throws IOException {
        byte[] blanks = new byte[length];
        Arrays.fill(blanks, (byte) ' ');
        write(ByteBuffer.wrap(blanks), at);
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        for (long to = at; bytes.hasRemaining(); ) {
            to += file.write(bytes, to);
        }
        file.force(true);
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
        var stone =
                RecordJson.MAPPER.createObjectNode().put("person", pseudonym).put("erased_at", Micros.text(now));
        append(stone.toString());
        blank(kept.at(), kept.length());
        byPseudonym.remove(pseudonym);
        byIdentity.remove(kept.identity());
        erased.put(pseudonym, now);
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
