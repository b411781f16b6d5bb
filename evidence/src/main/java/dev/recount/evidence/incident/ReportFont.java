package dev.recount.evidence.incident;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The font of a PDF, which comes with PDFBox: Liberation Sans, for Latin, Greek and Cyrillic. */
final class ReportFont {

    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final TrueTypeFont FONT = parsed();
    private static final CmapLookup GLYPHS = glyphs();

    private ReportFont() {}

    static InputStream open() {
        return Objects.requireNonNull(PDDocument.class.getResourceAsStream(RESOURCE), RESOURCE);
    }

    private static TrueTypeFont parsed() {
        try {
            return new TTFParser().parse(new RandomAccessReadBuffer(open()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CmapLookup glyphs() {
        try {
            return FONT.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TrueTypeFont parsedFont() {
        return FONT;
    }

    /** Whether it has a character. What is read from right to left it has, but it would be printed the wrong way round. */
    static boolean prints(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> false;
            default -> GLYPHS.getGlyphId(c) > 0;
        };
    }
}
