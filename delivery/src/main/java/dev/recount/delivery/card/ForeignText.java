package dev.recount.delivery.card;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text that an agent may have written, as a card shows it: on one line, so short that what a responder must read has room
 * beside it in every channel, and with nothing in it that a phone or a mail program makes a link of.
 */
public final class ForeignText {

    private static final int NAME_CHARS_MAX = 80;
    private static final int NAME_BYTES_MAX = 120;
    private static final int SENTENCE_CHARS_MAX = 300;
    private static final int SENTENCE_BYTES_MAX = 600;

    /** A scheme, {@code www.}, or a host with a path or a port. */
    private static final Pattern LINK = Pattern.compile("://|(?i:www\\.)|\\.\\p{L}{2,}+[/:?#]");

    /**
     * What names a thing in a store: nothing that people carry opens it. With a dot where a host would stand it may still be
     * taken for one, and any other scheme may be one that some program has claimed.
     */
    private static final Pattern STORED = Pattern.compile(
            "(?i)(?<![\\p{Alnum}+.-])(?:s3[an]?|gs|abfss?|wasbs?|hdfs|dbfs|spiffe)://[^/.:@?#]*+(?=/|$)");

    private ForeignText() {}

    /** A name of anything: at most 80 characters, and 120 bytes of UTF-8. */
    public static String name(String text) {
        return shown(text, NAME_CHARS_MAX, NAME_BYTES_MAX);
    }

    /** A sentence: at most 300 characters, and 600 bytes of UTF-8. */
    static String sentence(String text) {
        return shown(text, SENTENCE_CHARS_MAX, SENTENCE_BYTES_MAX);
    }

    private static String shown(String text, int chars, int bytes) {
        var plain = PlainText.cut(PlainText.line(text), chars);
        return PlainText.cutToBytes(PlainText.cut(defused(plain), chars), bytes);
    }

    /** As people who speak of hostile addresses write them: {@code https[:]//evil[.]example/login}. */
    private static String defused(String line) {
        return Arrays.stream(line.split(" ", -1))
                .map(word -> isLink(word) ? word.replace("://", "[:]//").replace(".", "[.]") : word)
                .collect(Collectors.joining(" "));
    }

    private static boolean isLink(String word) {
        return LINK.matcher(STORED.matcher(word).replaceAll(" ")).find();
    }
}
