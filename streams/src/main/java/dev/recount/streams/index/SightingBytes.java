package dev.recount.streams.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
import dev.recount.event.Word;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sightings as values of the event store.
 *
 * <pre>
 * recorded_at, hash of the session, type, phase, verb, kind of sensor, hash of the action, form of the id, id
 * </pre>
 *
 * A word is one byte, its place in its list, and 0 where there is none.
 */
final class SightingBytes {

    private static final List<EventType> TYPES = List.of(EventType.values());
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final List<Verb> VERBS = List.of(Verb.values());
    private static final List<SensorKind> SENSORS = List.of(SensorKind.values());

    private static final int WORDS_AT = 2 * Long.BYTES;
    private static final int ACTION_AT = WORDS_AT + 4;
    private static final int FORM_AT = ACTION_AT + Long.BYTES;
    private static final int ID_AT = FORM_AT + 1;
    private static final byte TEXT = 0;
    private static final byte UUID_BYTES = 1;
    private static final int UUID_CHARS = 36;

    private SightingBytes() {}

    /** The words that bytes stand for; an index that was written with others cannot be read. */
    static List<String> words() {
        return Stream.of(TYPES, PHASES, VERBS, SENSORS)
                .flatMap(List::stream)
                .map(Word::wire)
                .toList();
    }

    static byte[] of(Sighting sighting) {
        var uuid = uuid(sighting.id());
        byte[] text = uuid == null ? sighting.id().getBytes(UTF_8) : new byte[2 * Long.BYTES];
        var out = ByteBuffer.allocate(ID_AT + text.length)
                .putLong(sighting.entry().recordedAtMicros())
                .putLong(sighting.session())
                .put(code(TYPES, sighting.type()))
                .put(code(PHASES, sighting.phase()))
                .put(code(VERBS, sighting.verb()))
                .put(code(SENSORS, sighting.sensor()))
                .putLong(sighting.action())
                .put(uuid == null ? TEXT : UUID_BYTES);
        if (uuid == null) {
            out.put(text);
        } else {
            out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        }
        return out.array();
    }

    /** The sighting of {@code entry}, whose value is {@code value}. */
    static Sighting read(IndexEntry entry, byte[] value) {
        var in = ByteBuffer.wrap(value);
        return new Sighting(
                entry,
                id(in, value),
                TYPES.get(value[WORDS_AT] - 1),
                word(PHASES, value[WORDS_AT + 1]),
                word(VERBS, value[WORDS_AT + 2]),
                word(SENSORS, value[WORDS_AT + 3]),
                in.getLong(ACTION_AT),
                in.getLong(Long.BYTES));
    }

    private static String id(ByteBuffer in, byte[] value) {
        return value[FORM_AT] == TEXT
                ? new String(value, ID_AT, value.length - ID_AT, UTF_8)
                : new UUID(in.getLong(ID_AT), in.getLong(ID_AT + Long.BYTES)).toString();
    }

    /** The UUID that is written exactly as {@code id}. */
    private static @Nullable UUID uuid(String id) {
        if (id.length() != UUID_CHARS || id.charAt(8) != '-') {
            return null;
        }
        try {
            var uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static <T> byte code(List<T> words, @Nullable T word) {
        return (byte) (word == null ? 0 : words.indexOf(word) + 1);
    }

    private static <T> @Nullable T word(List<T> words, byte code) {
        return code == 0 ? null : words.get(code - 1);
    }
}
