package dev.recount.codec;

import dev.recount.shape.Shape;
import java.nio.charset.StandardCharsets;

/**
 * How a record in Avro binary becomes a canonical JSON object. Avro has the fields in the order of their declaration and
 * JSON in the order of their names, so the record is walked twice: once to find where each field is, once to write.
 */
final class AvroObject implements AvroValue {

    private static final int ABSENT = -1;

    private final AvroValue[] values;
    private final boolean[] optional;
    private final byte[][] names;
    private final int[] byName;

    AvroObject(Shape<?> shape) {
        var fields = shape.fields();
        values = new AvroValue[fields.size()];
        optional = new boolean[values.length];
        names = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = AvroValue.of(fields.get(i).kind());
            optional[i] = fields.get(i).optional();
            names[i] = ("\"" + fields.get(i).name() + "\":").getBytes(StandardCharsets.UTF_8);
        }
        byName = shape.indicesByName().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void skip(AvroInput in) {
        for (int i = 0; i < values.length; i++) {
            if (isPresent(i, in)) {
                values[i].skip(in);
            }
        }
    }

    private boolean isPresent(int field, AvroInput in) {
        return !optional[field] || in.readLong() == 1;
    }

    @Override
    public void write(AvroInput in, CanonicalOutput out) {
        int[] places = places(in);
        int end = in.position();
        char separator = '{';
        for (int field : byName) {
            if (places[field] == ABSENT) {
                continue;
            }
            in.moveTo(places[field]);
            if (!values[field].isEmpty(in)) {
                out.write(separator);
                separator = ',';
                out.write(names[field]);
                values[field].write(in, out);
            }
        }
        if (separator == '{') {
            out.write('{');
        }
        out.write('}');
        in.moveTo(end);
    }

    private int[] places(AvroInput in) {
        var places = new int[values.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = ABSENT;
            if (isPresent(i, in)) {
                places[i] = in.position();
                values[i].skip(in);
            }
        }
        return places;
    }
}
