package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.List;

/** {@code INSERT INTO users (name, password) VALUES ('bob', 'secret'), …}: the values under the columns whose names tell. */
final class InsertRule implements Rule {
    private static final int HEAD_MAX = 2_000;

    /** A value of a row: from its first character to the one after its last. */
    private record Range(int from, int to) {}

    @Override
    public void inspect(Scan scan, int start, int end) {
        int open = start < scan.insertEnd ? -1 : scan.indexOf('(', end, end + HEAD_MAX);
        int close = open < 0 ? -1 : scan.indexOf(')', open, open + HEAD_MAX);
        int values = close < 0 ? -1 : scan.skipSpace(close + 1);
        if (values < 0 || !scan.text.regionMatches(true, values, "values", 0, 6)) {
            return;
        }
        String[] columns = scan.text.substring(open + 1, close).split(",", -1);
        int row = scan.skipSpace(values + 6);
        while (scan.charAt(row) == '(') {
            List<Range> found = new ArrayList<>(columns.length);
            int after = readRow(scan, row + 1, found);
            scan.insertEnd = after;
            inspectRow(scan, columns, found);
            int comma = scan.skipSpace(after);
            row = scan.charAt(comma) == ',' ? scan.skipSpace(comma + 1) : scan.text.length();
        }
    }

    /** Reads the values of a row, and gives the place behind its bracket. */
    private static int readRow(Scan scan, int from, List<Range> values) {
        int start = scan.skipSpace(from);
        int depth = 0;
        int i = start;
        while (i < scan.text.length()) {
            char c = scan.charAt(i);
            if (c == '\'') {
                int quote = scan.closingQuote('\'', i + 1);
                i = quote < 0 ? scan.text.length() - 1 : quote;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                values.add(new Range(start, i));
                start = scan.skipSpace(i + 1);
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            i++;
            if (depth < 0) {
                return i;
            }
        }
        values.add(new Range(start, scan.text.length()));
        return scan.text.length();
    }

    private static void inspectRow(Scan scan, String[] columns, List<Range> values) {
        for (int i = 0; i < Math.min(columns.length, values.size()); i++) {
            String column = columns[i].strip().replaceAll("[\"`\\[\\]]", "");
            SecretName name = SecretName.of(column);
            if (name != null) {
                inspectValue(scan, column, name, values.get(i));
            }
        }
    }

    /** The text of a literal, or of the first one a function is given, as in {@code crypt('secret', gen_salt('bf'))}. */
    private static void inspectValue(Scan scan, String column, SecretName name, Range value) {
        int quote = scan.indexOf('\'', value.from(), value.to());
        if (quote < 0) {
            return;
        }
        boolean literal = quote == value.from();
        int last = scan.text.substring(quote, value.to()).stripTrailing().length() + quote - 1;
        int close = literal ? last : scan.closingQuote('\'', quote + 1);
        if (close > quote + 1 && !scan.isFound(quote + 1)) {
            NamedValue.inspect(scan, column, name, quote + 1, scan.charAt(close) == '\'' ? close : close + 1);
        }
    }
}
