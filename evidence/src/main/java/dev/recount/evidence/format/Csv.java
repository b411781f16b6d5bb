package dev.recount.evidence.format;

import dev.recount.codec.InertJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * RFC 4180: every cell quoted, lines end in CR LF, UTF-8 without a mark. A cell that a spreadsheet could take for a formula,
 * or that begins with an apostrophe, gets an apostrophe in front; to have the value back, take one leading apostrophe
 * away wherever there is one. Characters that are not to be seen stand as {@code \\u} and their number; records.ndjson has
 * them as they are.
 */
final class Csv implements LineFormat {

    private static final String LINE_END = "\r\n";
    /** CWE-1236, with the full-width forms that spreadsheets read as the plain ones. */
    private static final String GUARDED = "=+-@\t\r\n\0'\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern STEERING = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String fileName() {
        return "events.csv";
    }

    @Override
    public String header() {
        return line(Stream.concat(Columns.NAMES.stream(), Stream.of("leaf_index", "leaf_hash")));
    }

    @Override
    public byte[] line(SealedRecord record) throws IOException {
        var event = record.event();
        var place = Stream.of(Long.toString(record.leaf()), HexFormat.of().formatHex(record.leafHash()));
        return line(Stream.concat(Columns.NAMES.stream().map(column -> Columns.value(column, event)), place))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Stream<String> cells) {
        return cells.map(Csv::cell).collect(Collectors.joining(",", "", LINE_END));
    }

    static String cell(String text) {
        boolean guarded = !text.isEmpty() && GUARDED.indexOf(text.charAt(0)) >= 0;
        return '"' + (guarded ? "'" : "") + inert(text).replace("\"", "\"\"") + '"';
    }

    /** What would steer a terminal or reorder a line, shown by its number; tabs and line ends belong to a table. */
    private static String inert(String text) {
        return STEERING.matcher(InertJson.of(text))
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
