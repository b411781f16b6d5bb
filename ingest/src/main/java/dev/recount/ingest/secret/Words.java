package dev.recount.ingest.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The lists of words beside this class, as text: what a name or a value says about a secret is data. */
final class Words {

    private Words() {}

    /** The words of a list, which stand in any number on each line. */
    static Set<String> of(String list) {
        return lines(list).stream()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The entries of a list, one on each line, with the escapes of a Java string. */
    static List<String> lines(String list) {
        try (InputStream in = Words.class.getResourceAsStream(list + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no list of words named " + list + " was built in");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(String::translateEscapes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
