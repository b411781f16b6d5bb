package dev.recount.standalone.node;

import dev.recount.codec.RecordJson;
import dev.recount.event.EventType;
import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.ingest.log.EventLog;
import dev.recount.ingest.person.ClassDays;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.ingest.person.PersonKeys;
import dev.recount.ingest.person.Persons;
import dev.recount.query.EventSink;
import dev.recount.query.Views;
import dev.recount.reference.HoldEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of persons, for ingest that seals with them and for evidence that destroys them. */
final class PersonDesk implements AutoCloseable {

    private static final RecordJson<HoldEntry> HOLDS = RecordJson.of(HoldEntry.class);
    private static final int HOLDS_MAX = 100_000;

    private final @Nullable PersonKeys keys;
    private final Optional<Persons> persons;

    private final @Nullable PersonKeys classKeys;
    private final Optional<ClassDays> classes;

    private PersonDesk(
            @Nullable PersonKeys keys, @Nullable PersonKeys classKeys, Map<EventType, Duration> periods, Clock clock) {
        this.keys = keys;
        this.persons = Optional.ofNullable(keys).map(Persons::new);
        this.classKeys = classKeys;
        this.classes =
                Optional.ofNullable(classKeys).map(opened -> new ClassDays(personGuard(), opened, periods, clock));
    }

    /**
     * Refuses to keep persons in a part of Recount alone: keys belong to one process that both takes events and erases.
     *
     * @throws SettingsException when persons are to be protected and a half runs elsewhere
     */
    static void requireAllIn(Set<Half> halves, Settings settings) {
        if (halves.containsAll(EnumSet.allOf(Half.class))) {
            return;
        }
        if (settings.get(NodeKeys.PROTECT_PERSONS)) {
            throw new SettingsException(
                    List.of(
                            "persons.protect: cannot be set where only a part of Recount runs, because each"
                                    + " process would have its own keys of persons (expected: `recount up`, or persons.protect=false)"));
        }
        if (settings.find(ClassPeriods.KEY).isPresent()) {
            throw new SettingsException(List.of("retention.classes: cannot be set where only a part of Recount runs,"
                    + " because each process would have its own keys of classes (expected: `recount up`)"));
        }
    }

    /** Keeps persons out of the log if the settings say so; else everybody stands in it as they are. */
    static PersonDesk of(Settings settings, Path data, SecureRandom random, Clock clock) throws IOException {
        var periods = ClassPeriods.of(settings);
        var personFile = data.resolve("person-keys");
        requireStillProtected(settings, personFile);
        var classFile = data.resolve("class-keys");
        // What was sealed while there were periods can be read as long as its keys are there.
        var classKeys = periods.isEmpty() && !Files.exists(classFile) ? null : PersonKeys.open(classFile, random);
        try {
            return new PersonDesk(
                    settings.get(NodeKeys.PROTECT_PERSONS) ? PersonKeys.open(personFile, random) : null,
                    classKeys,
                    periods,
                    clock);
        } catch (IOException e) {
            if (classKeys != null) {
                classKeys.close();
            }
            throw e;
        }
    }

    /** What is once written in clear stays so for ever, which a variable that somebody forgot must not bring about. */
    private static void requireStillProtected(Settings settings, Path personFile) {
        if (!settings.get(NodeKeys.PROTECT_PERSONS) && Files.exists(personFile)) {
            throw new SettingsException(
                    List.of("persons.protect: false, but " + personFile + " holds the keys of persons who"
                            + " were kept out of the log until now; from now on all would be written in clear, for ever (expected:"
                            + " RECOUNT_PERSONS_PROTECT=true to go on as before; or, if that is meant, keep the file somewhere"
                            + " else: without it nobody in the log so far can be revealed or erased)"));
        }
    }

    /** What is forgotten in time, if anything is. */
    Optional<ClassDays> classes() {
        return classes;
    }

    /** The log, which takes nothing that names somebody whose key is not on disk. */
    EventLog before(EventLog log) {
        return keys == null && classKeys == null ? log : new GuardedLog(log, guard()::settle);
    }

    /** What people do, without legal holds on names that nobody has. Where nobody is kept nobody can be erased. */
    EventSink before(EventSink acts) {
        return keys == null ? acts : new ClearHolds(acts, kept());
    }

    PersonGuard guard() {
        return classes.<PersonGuard>map(sealing -> sealing).orElseGet(this::personGuard);
    }

    private PersonGuard personGuard() {
        return persons.<PersonGuard>map(kept -> kept).orElse(PersonGuard.NONE);
    }

    KeptPersons kept() {
        KeptPersons kept = persons.<KeptPersons>map(Sealed::new).orElse(KeptPersons.NONE);
        return classes.<KeptPersons>map(sealing -> new Said(sealing, kept)).orElse(kept);
    }

    /** The legal holds that are in force at a moment. */
    static List<LegalHold> holds(Views views, Instant at) {
        return views.registry().entries(RegistryKind.HOLDS.wire(), null, HOLDS_MAX).stream()
                .flatMap(entry -> entry.asOf(at).stream()
                        .flatMap(version -> Optional.ofNullable(version.body()).stream())
                        .map(body -> hold(entry.id(), HOLDS.read(body.text()))))
                .toList();
    }

    private static LegalHold hold(String name, HoldEntry entry) {
        return new LegalHold(name, entry.persons(), entry.reason() == null ? "" : entry.reason());
    }

    /** Persons, as evidence asks for them. */
    private record Sealed(Persons persons) implements KeptPersons {
        @Override
        public Optional<String> find(String named) {
            return persons.find(named);
        }

        @Override
        public Set<String> meant(String named) {
            return persons.meant(named);
        }

        @Override
        public Optional<Instant> erasedAt(String pseudonym) {
            return persons.erasedAt(pseudonym);
        }

        @Override
        public String protect(String text) throws IOException {
            var kept = persons.protect(text);
            persons.settle();
            return kept;
        }

        @Override
        public String reveal(String text) {
            return persons.reveal(text);
        }

        @Override
        public boolean erase(String pseudonym, Instant now) throws IOException {
            return persons.erase(pseudonym, now);
        }
    }

    /** Persons, in events whose class is sealed. */
    private record Said(ClassDays classes, KeptPersons persons) implements KeptPersons {
        @Override
        public Optional<String> find(String named) {
            return persons.find(named);
        }

        @Override
        public Set<String> meant(String named) {
            return persons.meant(named);
        }

        @Override
        public Optional<Instant> erasedAt(String pseudonym) {
            return persons.erasedAt(pseudonym);
        }

        @Override
        public String protect(String text) throws IOException {
            return persons.protect(text);
        }

        @Override
        public String reveal(String text) {
            return persons.reveal(classes.reveal(text));
        }

        @Override
        public boolean erase(String pseudonym, Instant now) throws IOException {
            return persons.erase(pseudonym, now);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (keys != null) {
                keys.close();
            }
        } finally {
            if (classKeys != null) {
                classKeys.close();
            }
        }
    }
}
