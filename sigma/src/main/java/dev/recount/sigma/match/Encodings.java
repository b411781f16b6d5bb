package dev.recount.sigma.match;

import dev.recount.sigma.rule.Modifier;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The modifiers that turn one text into others: {@code windash}, {@code utf16*} and {@code base64*}. */
final class Encodings {

    /** Hyphen, slash, en dash, em dash and horizontal bar: Windows programs take them for one another. */
    private static final String DASHES = "-/\u2013\u2014\u2015";

    private static final int VARIANTS_MAX = 4096;
    private static final int[] OFFSET_HEAD = {0, 2, 3};
    private static final int[] OFFSET_TAIL = {0, 3, 2};

    private Encodings() {}

    /**
     * Applies the encodings in order to one marked text.
     *
     * @return the alternatives, of which a value must fit one
     */
    static List<String> apply(List<Modifier> encodings, String marked) {
        List<String> texts = List.of(marked);
        boolean wide = false;
        for (Modifier encoding : encodings) {
            List<String> next = new ArrayList<>();
            for (String text : texts) {
                next.addAll(one(encoding, text, wide));
            }
            wide |= isWide(encoding);
            texts = next;
        }
        boolean encoded = encodings.contains(Modifier.BASE64) || encodings.contains(Modifier.BASE64OFFSET);
        return encodings.contains(Modifier.UTF16) && !encoded
                ? texts.stream().map(text -> "\uFEFF" + text.substring(2)).toList()
                : texts;
    }

    private static boolean isWide(Modifier encoding) {
        return encoding == Modifier.UTF16 || encoding == Modifier.UTF16LE || encoding == Modifier.UTF16BE;
    }

    private static List<String> one(Modifier encoding, String text, boolean wide) {
        return switch (encoding) {
            case WINDASH -> windash(text);
            case UTF16 -> List.of("\u00FF\u00FE" + widen(text, StandardCharsets.UTF_16LE));
            case UTF16LE -> List.of(widen(text, StandardCharsets.UTF_16LE));
            case UTF16BE -> List.of(widen(text, StandardCharsets.UTF_16BE));
            case BASE64 -> List.of(base64(bytes(text, wide)));
            case BASE64OFFSET -> offsets(bytes(text, wide));
            default -> throw new IllegalStateException("not an encoding: " + encoding);
        };
    }

    /** Each dash or slash that begins a word, in all its forms. */
    private static List<String> windash(String text) {
        List<StringBuilder> variants = new ArrayList<>(List.of(new StringBuilder()));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!beginsOption(text, i)) {
                variants.forEach(variant -> variant.append(c));
                continue;
            }
            if (variants.size() * DASHES.length() > VARIANTS_MAX) {
                throw new ItemException("windash", "at most five options in one value");
            }
            List<StringBuilder> next = new ArrayList<>();
            for (StringBuilder variant : variants) {
                for (int dash = 0; dash < DASHES.length(); dash++) {
                    next.add(new StringBuilder(variant).append(DASHES.charAt(dash)));
                }
            }
            variants = next;
        }
        return variants.stream().map(StringBuilder::toString).toList();
    }

    private static boolean beginsOption(String text, int at) {
        return DASHES.indexOf(text.charAt(at)) >= 0
                && (at == 0 || !isWord(text.charAt(at - 1)))
                && at + 1 < text.length()
                && isWord(text.charAt(at + 1));
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** Each character becomes two, one for each byte; wildcards stay. */
    private static String widen(String text, Charset charset) {
        StringBuilder wide = new StringBuilder(text.length() * 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= TextPattern.ONE) {
                wide.append(c);
            } else {
                boolean little = charset.equals(StandardCharsets.UTF_16LE);
                wide.append((char) (little ? c & 0xFF : c >>> 8)).append((char) (little ? c >>> 8 : c & 0xFF));
            }
        }
        return wide.toString();
    }

    private static byte[] bytes(String text, boolean wide) {
        if (Wildcards.hasWildcard(text)) {
            throw new ItemException("base64 of a value with wildcards", "a value without wildcards");
        }
        return text.getBytes(wide ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What the text looks like inside longer encoded data, for each of the three ways it can be aligned. */
    private static List<String> offsets(byte[] bytes) {
        List<String> aligned = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String encoded = base64(shifted);
            int from = OFFSET_HEAD[shift];
            int to = encoded.length() - OFFSET_TAIL[shifted.length % 3];
            if (to > from) {
                aligned.add(encoded.substring(from, to));
            }
        }
        if (aligned.isEmpty()) {
            throw new ItemException("base64offset of an empty value", "a value of at least one character");
        }
        return aligned;
    }
}
