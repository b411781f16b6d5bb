package dev.recount.standalone.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Hands over the records of one file in order. Three forms are told apart by looking at the beginning: one record on each
 * line, an array of records, and an object with the records in one of its fields; anything else is one record.
 */
public final class RecordFile {

    /** Gets every record. */
    @FunctionalInterface
    public interface Sink {
        void accept(SourceRecord item) throws UnreadableFile;
    }

    private static final int PEEK_BYTES = 1 << 20;
    private static final JsonFactory JSON = new JsonFactory();

    private RecordFile() {}

    /**
     * Reads a file to its end.
     *
     * @param envelopes names of fields that hold the records where the file is one object, e.g. {@code Records}
     * @throws UnreadableFile if it cannot be read, or from some place on is not JSON; what came before has been handed
     *     over
     */
    public static void read(InputFile file, InputStream stdin, Set<String> envelopes, Sink sink) throws UnreadableFile {
        try (InputStream in = file.open(stdin)) {
            BufferedInputStream peekable = new BufferedInputStream(in, PEEK_BYTES);
            if (holdsOneRecordPerLine(peekable, envelopes)) {
                RecordLines.read(peekable, file.name(), sink);
            } else {
                RecordTokens.read(peekable, file.name(), envelopes, sink);
            }
        } catch (IOException e) {
            throw new UnreadableFile(
                    file.name(), "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Lines, if the first line is a whole object, or the beginning is not JSON but for a line that is one: a single bad
     * line must not decide how the rest is read.
     */
    private static boolean holdsOneRecordPerLine(BufferedInputStream in, Set<String> envelopes) throws IOException {
        in.mark(PEEK_BYTES);
        String start = new String(in.readNBytes(PEEK_BYTES - 1), StandardCharsets.UTF_8).stripLeading();
        in.reset();
        int end = start.indexOf('\n');
        if (start.startsWith("[") || (end < 0 && start.length() > PEEK_BYTES / 2)) {
            return false;
        }
        String line = end < 0 ? start : start.substring(0, end);
        return isWhole(line, envelopes)
                || (isBroken(start) && start.lines().anyMatch(other -> isWhole(other, envelopes)));
    }

    /** Whether it stops being objects and arrays somewhere, other than by its end: it may be the beginning of more. */
    private static boolean isBroken(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isStructStart()) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        } catch (JsonEOFException e) {
            return false;
        } catch (JsonProcessingException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    private static boolean isWhole(String line, Set<String> envelopes) {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (envelopes.contains(name)) {
                    return false;
                }
                parser.skipChildren();
            }
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }
}
