package dev.recount.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.shape.Field;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one record from a JSON stream and gathers everything that is wrong with it. */
final class RecordReader {

    private static final int PROBLEMS_MAX = 20;

    private final JsonParser parser;
    private final UnknownFields unknown;
    private final FieldPath path = new FieldPath();
    private final List<FieldProblem> problems = new ArrayList<>();

    RecordReader(JsonParser parser, UnknownFields unknown) {
        this.parser = parser;
        this.unknown = unknown;
    }

    <T extends Record> T read(Shape<T> shape) throws IOException {
        if (parser.currentToken() == null) {
            parser.nextToken();
        }
        var record = object(shape);
        if (record == null || !problems.isEmpty()) {
            throw new UnreadableRecord(problems);
        }
        return record;
    }

    private <T extends Record> @Nullable T object(Shape<T> shape) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return wrongType("an object");
        }
        var fields = shape.fields();
        var values = new @Nullable Object[fields.size()];
        int before = problems.size();
        long seen = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            path.enter(name);
            int index = shape.indexOf(name);
            if (index < 0) {
                unknown(name, fields);
            } else if ((seen & 1L << index) != 0) {
                problem("given twice");
                parser.skipChildren();
            } else {
                seen |= 1L << index;
                values[index] = fieldValue(fields.get(index));
            }
            path.leave();
        }
        if (problems.size() > before) {
            return null;
        }
        requirePresent(fields, values);
        return problems.size() > before ? null : shape.make(values);
    }

    private void unknown(String name, List<Field> fields) throws IOException {
        if (!unknown.take(path.pointer(), parser)) {
            problem("unknown field"
                    + Nearest.hint(name, fields.stream().map(Field::name).toList()));
            parser.skipChildren();
        }
    }

    private void requirePresent(List<Field> fields, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !fields.get(i).mayBeMissing()) {
                path.enter(fields.get(i).name());
                problem("missing; expected " + expectation(fields.get(i).kind()));
                path.leave();
            }
        }
    }

    private @Nullable Object fieldValue(Field field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL && !(field.kind() instanceof Kind.FreeJson)) {
            return null;
        }
        return value(field.kind());
    }

    private @Nullable Object value(Kind kind) throws IOException {
        if (kind instanceof Kind.FreeJson) {
            return freeJson();
        }
        if (kind instanceof Kind.ListOf list) {
            return list(list.element());
        }
        if (kind instanceof Kind.TextMap) {
            return textMap();
        }
        if (kind instanceof Kind.Nested nested) {
            return object(nested.shape());
        }
        return scalar(kind);
    }

    private @Nullable Object freeJson() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : CanonicalReader.read(parser);
    }

    private @Nullable Object scalar(Kind kind) throws IOException {
        var token = parser.currentToken();
        if (kind instanceof Kind.Whole && token == JsonToken.VALUE_NUMBER_INT) {
            return whole();
        }
        if (kind instanceof Kind.Flag && token.isBoolean()) {
            return parser.getBooleanValue();
        }
        if (token != JsonToken.VALUE_STRING || kind instanceof Kind.Whole || kind instanceof Kind.Flag) {
            return wrongType(expectation(kind));
        }
        var text = WellFormed.text(parser.getText());
        if (kind instanceof Kind.Text) {
            return text;
        }
        var value = kind instanceof Kind.Choice choice ? choice.word(text) : Micros.parse(text);
        if (value == null) {
            var hint = kind instanceof Kind.Choice choice
                    ? Nearest.hint(text, choice.words().keySet())
                    : "";
            problem("not " + expectation(kind) + hint);
        }
        return value;
    }

    private @Nullable Object whole() throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return wrongType("an integer of at most 64 bits");
        }
        return parser.getLongValue();
    }

    private @Nullable Object list(Kind element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return wrongType("an array");
        }
        var values = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.enter(Integer.toString(values.size()));
            var value = value(element);
            path.leave();
            if (value == null) {
                parser.skipChildren();
                if (problems.isEmpty()) {
                    problem("has a null element");
                }
                values.add("");
            } else {
                values.add(value);
            }
        }
        return problems.isEmpty() ? values : null;
    }

    private @Nullable Object textMap() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return wrongType("an object of strings");
        }
        Map<String, String> map = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = WellFormed.text(parser.currentName());
            parser.nextToken();
            path.enter(name);
            if (map.containsKey(name)) {
                problem("given twice");
                parser.skipChildren();
            } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                map.put(name, WellFormed.text(parser.getText()));
            } else {
                wrongType("a string");
            }
            path.leave();
        }
        return map;
    }

    /** Always null, so that callers can return it as the value that is not there. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // Only null is returned, which has every type.
    private <V> @Nullable V wrongType(String expected) throws IOException {
        problem("expected " + expected + ", found " + found(parser.currentToken()));
        parser.skipChildren();
        return null;
    }

    private void problem(String detail) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(new FieldProblem(path.pointer(), detail));
        }
    }

    private static String expectation(Kind kind) {
        if (kind instanceof Kind.Text) {
            return "a string";
        }
        if (kind instanceof Kind.Whole) {
            return "an integer";
        }
        if (kind instanceof Kind.Flag) {
            return "true or false";
        }
        if (kind instanceof Kind.Time) {
            return "an RFC 3339 time such as 2026-04-24T16:41:07.120Z";
        }
        if (kind instanceof Kind.Choice choice) {
            return "one of " + String.join(", ", choice.words().keySet());
        }
        return kind instanceof Kind.ListOf ? "an array" : "an object";
    }

    private static String found(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> token.name();
        };
    }
}
