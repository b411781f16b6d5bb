package dev.recount.query.http;

/** What a caller sent, fit to be shown in an answer or a log: short and without control or direction characters. */
final class Shown {

    private static final int CHARS_MAX = 80;

    private Shown() {}

    static String of(String text) {
        var start = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) + "…" : text;
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
