package dev.recount.codec;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.event.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads one JSON value from a stream straight into its canonical form, without a tree in between. */
final class CanonicalReader {

    /** A member as it was written: where its text begins and ends. */
    private record Member(String name, int start, int end) {}

    private final JsonParser parser;
    private final StringBuilder out = new StringBuilder(128);

    private CanonicalReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The value that {@code parser} stands at; it then stands at the value's end.
     *
     * @throws IOException when it is not well-formed, or a key is given twice
     */
    static Json read(JsonParser parser) throws IOException {
        var reader = new CanonicalReader(parser);
        reader.value();
        return new Json(reader.out.toString());
    }

    /** The parser bounds the depth, so recursion is safe. */
    private void value() throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> CanonicalJson.string(parser.getText(), out);
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
            default -> out.append(parser.getText());
        }
    }

    private void whole() throws IOException {
        boolean small = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (small && Math.abs(parser.getLongValue()) <= CanonicalJson.WHOLE_MAX) {
            out.append(parser.getLongValue());
        } else {
            decimal(new BigDecimal(parser.getBigIntegerValue()));
        }
    }

    private void decimal(BigDecimal exact) {
        CanonicalJson.number(exact, exact.toString(), out);
    }

    private void array() throws IOException {
        char separator = '[';
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            out.append(separator);
            separator = ',';
            value();
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    /** Members are written as they come; most senders sort them already, and only then is there nothing left to do. */
    private void object() throws IOException {
        var members = new ArrayList<Member>();
        boolean sorted = true;
        int start = out.length();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            sorted &=
                    members.isEmpty() || members.get(members.size() - 1).name().compareTo(name) < 0;
            out.append(members.isEmpty() ? '{' : ',');
            int from = out.length();
            CanonicalJson.string(name, out);
            out.append(':');
            parser.nextToken();
            value();
            members.add(new Member(name, from, out.length()));
        }
        out.append(members.isEmpty() ? "{}" : "}");
        if (!sorted) {
            sort(members, start);
        }
    }

    private void sort(List<Member> members, int start) throws IOException {
        members.sort(Comparator.comparing(Member::name));
        var sorted = new StringBuilder(out.length() - start);
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            if (i > 0 && member.name().equals(members.get(i - 1).name())) {
                throw new JsonParseException(parser, "Duplicate field");
            }
            sorted.append(i == 0 ? '{' : ',').append(out, member.start(), member.end());
        }
        out.setLength(start);
        out.append(sorted).append('}');
    }
}
