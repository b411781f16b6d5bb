package dev.recount.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.event.Word;
import dev.recount.shape.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a wanted value in Avro binary becomes an object: what {@link AvroBinary} does, with what can be decided before decided before. */
@FunctionalInterface
interface AvroReading {

    /** Reads the value that {@code in} stands at, and goes behind it. */
    Object read(AvroInput in);

    /** All of a value. */
    static AvroReading of(Kind kind) {
        if (kind instanceof Kind.Text) {
            return AvroInput::readString;
        }
        if (kind instanceof Kind.Time) {
            return in -> Micros.instant(in.readLong());
        }
        if (kind instanceof Kind.Nested record) {
            return Excerpt.all(record.shape())::read;
        }
        return kind instanceof Kind.Choice choice ? new Words(choice) : in -> AvroBinary.readValue(kind, in);
    }

    /** A word of a closed list, found by its bytes. */
    final class Words implements AvroReading {
        private final Kind.Choice choice;
        private final byte[][] wires;
        private final Word[] words;

        Words(Kind.Choice choice) {
            this.choice = choice;
            this.wires =
                    choice.wires().stream().map(wire -> wire.getBytes(UTF_8)).toArray(byte[][]::new);
            this.words = choice.words().values().toArray(Word[]::new);
        }

        @Override
        public Object read(AvroInput in) {
            int before = in.position();
            int length = in.readLength();
            int from = in.position();
            for (int i = 0; i < wires.length; i++) {
                if (in.holds(wires[i], length)) {
                    in.moveTo(from + length);
                    return words[i];
                }
            }
            in.moveTo(before);
            return AvroBinary.readValue(choice, in); // which says what is wrong
        }
    }

    /** Some entries of a map, the others passed over. */
    final class Entries implements AvroReading {
        private final List<String> keys;
        private final byte[][] keyBytes;

        Entries(Set<String> keys) {
            this.keys = List.copyOf(keys);
            this.keyBytes = this.keys.stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
        }

        @Override
        public Object read(AvroInput in) {
            var values = new @Nullable String[keyBytes.length];
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    readEntry(in, values);
                }
            }
            return map(values);
        }

        private void readEntry(AvroInput in, @Nullable String[] values) {
            int length = in.readLength();
            for (int i = 0; i < keyBytes.length; i++) {
                if (in.holds(keyBytes[i], length)) {
                    in.move(length);
                    values[i] = in.readString();
                    return;
                }
            }
            in.move(length);
            in.move(in.readLength());
        }

        private Map<String, String> map(@Nullable String[] values) {
            int found = 0;
            @SuppressWarnings({"unchecked", "rawtypes"})
            Map.Entry<String, String>[] entries = new Map.Entry[values.length];
            for (int i = 0; i < values.length; i++) {
                var value = values[i];
                if (value != null) {
                    entries[found++] = Map.entry(keys.get(i), value);
                }
            }
            return found == 0 ? Map.of() : Map.ofEntries(Arrays.copyOf(entries, found));
        }
    }
}
