package dev.recount.ingest.secret;

/**
 * A table's column under a telling head, as databases, Markdown and CSV files write tables: {@code user | password} and the
 * cells below it.
 */
final class TableColumn {
    private static final int LINE_MAX = 2_000;
    private static final int CELL_MAX = 80;
    private static final int ROWS_MAX = 1_000;
    private static final int HEADS_MAX = 8;
    private static final String SEPARATORS = "|,\t";
    private static final String NO_HEAD = "=:;(){}[]'`<>";

    /** Beside a name, in the row of any table, only what no word can be is taken for a secret. */
    private static final SecretName NOT_PLAIN = new SecretName(SecretName.Sense.RANDOM, SecretKind.SECRET);

    private TableColumn() {}

    /** Looks at the cells under, or beside, the name of a column or row. */
    static void inspect(Scan scan, int nameStart, int nameEnd, String name, SecretName secretName) {
        char separator = separator(scan, nameStart, nameEnd);
        int lineStart = separator == 0 ? -1 : scan.lineStart(nameStart, LINE_MAX);
        int lineEnd = lineStart < 0 ? -1 : scan.lineStop(nameEnd, LINE_MAX);
        if (lineEnd < 0) {
            return;
        }
        if (lineStart == scan.headLine ? ++scan.heads > HEADS_MAX : lineStart < scan.tableEnd) {
            return;
        }
        if (scan.headLine != lineStart) {
            scan.headLine = lineStart;
            scan.heads = 1;
        }
        if (separator == '|') {
            int cell = cellEnd(scan.text, nameEnd, lineEnd, '|') + 1;
            if (cell < lineEnd) {
                inspectCell(scan, cell, cellEnd(scan.text, cell, lineEnd, '|'), name, NOT_PLAIN);
            }
        }
        if (isHead(scan.text, lineStart, lineEnd)) {
            inspectRows(
                    scan, lineEnd + 1, column(scan.text, lineStart, nameStart, separator), separator, name, secretName);
        }
    }

    /** What stands between the name and its neighbour, or 0 when that is no separator. */
    private static char separator(Scan scan, int nameStart, int nameEnd) {
        char after = scan.charAt(scan.skipBlanks(nameEnd));
        if (SEPARATORS.indexOf(after) >= 0) {
            return after;
        }
        int i = nameStart - 1;
        while (i >= nameStart - CELL_MAX && scan.charAt(i) == ' ') {
            i--;
        }
        char before = scan.charAt(i);
        return SEPARATORS.indexOf(before) >= 0 ? before : 0;
    }

    private static void inspectRows(
            Scan scan, int from, int column, char separator, String name, SecretName secretName) {
        int rowStart = from;
        for (int row = 0; row < ROWS_MAX && rowStart < scan.text.length(); row++) {
            int rowEnd = scan.lineStop(rowStart, LINE_MAX);
            int start = rowEnd < 0 ? -1 : cellStart(scan.text, rowStart, rowEnd, column, separator);
            if (start >= 0) {
                inspectCell(scan, start, cellEnd(scan.text, start, rowEnd, separator), name, secretName);
            } else if (rowEnd < 0 || !isRule(scan.text, rowStart, rowEnd)) {
                return;
            }
            scan.tableEnd = rowEnd;
            rowStart = rowEnd + 1;
        }
    }

    private static void inspectCell(Scan scan, int from, int to, String name, SecretName secretName) {
        int start = from;
        int end = to;
        while (start < end && " \"".indexOf(scan.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \"\r".indexOf(scan.charAt(end - 1)) >= 0) {
            end--;
        }
        String cell = scan.text.substring(start, end);
        boolean password = secretName.sense() == SecretName.Sense.PASSWORD && ProseValue.isPassword(cell);
        if ((password || SecretValue.isStronglyRandom(cell)) && !scan.isFound(start)) {
            scan.add(new Finding(start, end, cell, secretName.kind(), Confidence.MEDIUM, SecretContext.FIELD, name));
        }
    }

    private static boolean isHead(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (NO_HEAD.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRule(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if ("-+|=: \r".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return end > start;
    }

    private static int column(String text, int lineStart, int nameStart, char separator) {
        int column = 0;
        for (int i = lineStart; i < nameStart; i++) {
            column += text.charAt(i) == separator ? 1 : 0;
        }
        return column;
    }

    private static int cellStart(String text, int rowStart, int rowEnd, int column, char separator) {
        int start = rowStart;
        for (int i = 0; i < column; i++) {
            int next = cellEnd(text, start, rowEnd, separator);
            if (next >= rowEnd) {
                return -1;
            }
            start = next + 1;
        }
        return start;
    }

    private static int cellEnd(String text, int start, int rowEnd, char separator) {
        int end = start;
        while (end < rowEnd && text.charAt(end) != separator) {
            end++;
        }
        return end;
    }
}
