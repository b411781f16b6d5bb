package dev.recount.codec;

import dev.recount.shape.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** How a value in Avro binary becomes canonical JSON, without becoming an object in between. */
interface AvroValue {

    /** Goes behind the value. */
    void skip(AvroInput in);

    /** Writes the value that {@code in} stands at, and goes behind it. */
    void write(AvroInput in, CanonicalOutput out);

    /** Whether the value that {@code in} stands at is left out, because it is an empty list or map. Does not move. */
    default boolean isEmpty(AvroInput in) {
        return false;
    }

    static AvroValue of(Kind kind) {
        if (kind instanceof Kind.Text) {
            return new Text();
        }
        if (kind instanceof Kind.Whole || kind instanceof Kind.Time) {
            return new Whole(kind instanceof Kind.Time);
        }
        if (kind instanceof Kind.Flag) {
            return new Flag();
        }
        if (kind instanceof Kind.FreeJson) {
            return new FreeJson();
        }
        if (kind instanceof Kind.Choice choice) {
            return new Words(choice.wires().stream()
                    .map(wire -> wire.getBytes(StandardCharsets.UTF_8))
                    .toList());
        }
        if (kind instanceof Kind.ListOf list) {
            return new Elements(of(list.element()));
        }
        return kind instanceof Kind.Nested nested ? new AvroObject(nested.shape()) : new TextMap();
    }

    /** Text. */
    record Text() implements AvroValue {
        @Override
        public void skip(AvroInput in) {
            in.move(in.readLength());
        }

        @Override
        public void write(AvroInput in, CanonicalOutput out) {
            int length = in.readLength();
            out.string(in.bytes(), in.position(), length);
            in.move(length);
        }
    }

    /** A whole number, or a time in microseconds. */
    record Whole(boolean isTime) implements AvroValue {
        @Override
        public void skip(AvroInput in) {
            in.readLong();
        }

        @Override
        public void write(AvroInput in, CanonicalOutput out) {
            if (isTime) {
                out.time(in.readLong());
            } else {
                out.number(in.readLong());
            }
        }
    }

    /** True or false. */
    record Flag() implements AvroValue {
        private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
        private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

        @Override
        public void skip(AvroInput in) {
            in.move(1);
        }

        @Override
        public void write(AvroInput in, CanonicalOutput out) {
            out.write(in.readBoolean() ? TRUE : FALSE);
        }
    }

    /** JSON, which is canonical since it was accepted. */
    record FreeJson() implements AvroValue {
        @Override
        public void skip(AvroInput in) {
            in.move(in.readLength());
        }

        @Override
        public void write(AvroInput in, CanonicalOutput out) {
            int length = in.readLength();
            out.json(in.bytes(), in.position(), length);
            in.move(length);
        }
    }

    /** A word of a closed list; no word needs an escape. */
    record Words(List<byte[]> wires) implements AvroValue {
        @Override
        public void skip(AvroInput in) {
            in.move(in.readLength());
        }

        @Override
        public void write(AvroInput in, CanonicalOutput out) {
            int length = in.readLength();
            int from = in.position();
            in.move(length);
            for (byte[] wire : wires) {
                if (Arrays.equals(wire, 0, wire.length, in.bytes(), from, from + length)) {
                    out.write('"');
                    out.write(wire);
                    out.write('"');
                    return;
                }
            }
            throw new UndecodableRecord("unknown word of " + length + " bytes");
        }
    }

    /** A list. */
    record Elements(AvroValue element) implements AvroValue {
        @Override
        public void skip(AvroInput in) {
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    element.skip(in);
                }
            }
        }

        @Override
        public void write(AvroInput in, CanonicalOutput out) {
            char separator = '[';
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    out.write(separator);
                    separator = ',';
                    element.write(in, out);
                }
            }
            out.write(']');
        }

        @Override
        public boolean isEmpty(AvroInput in) {
            return in.isAtEmptyBlock();
        }
    }

    /** A map from text to text, in the order of its keys; rare and small, so it is read first. */
    record TextMap() implements AvroValue {
        @Override
        public void skip(AvroInput in) {
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < 2 * count; i++) {
                    in.move(in.readLength());
                }
            }
        }

        @Override
        public void write(AvroInput in, CanonicalOutput out) {
            char separator = '{';
            for (var entry : new TreeMap<>(AvroBinary.readMap(in)).entrySet()) {
                out.write(separator);
                separator = ',';
                out.string(entry.getKey());
                out.write(':');
                out.string(entry.getValue());
            }
            out.write('}');
        }

        @Override
        public boolean isEmpty(AvroInput in) {
            return in.isAtEmptyBlock();
        }
    }
}
