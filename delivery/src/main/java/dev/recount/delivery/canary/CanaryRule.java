package dev.recount.delivery.canary;

import dev.recount.alert.Alert;
import dev.recount.event.Canary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** The rule that answers canaries: a Sigma rule beside those that ship, whose alerts are signals. */
public final class CanaryRule {

    /** Its id. */
    public static final String ID = "CANARY-01";

    private static final String FILE = "CANARY-01.yml";

    private CanaryRule() {}

    /** The file's name. */
    public static String name() {
        return FILE;
    }

    /** The rule as it is written. */
    public static String text() {
        try (var in = Objects.requireNonNull(CanaryRule.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The canary that {@code alert} answers; empty when it answers none. */
    public static Optional<String> answers(Alert alert) {
        return alert.rule().id().equals(ID) && alert.evidence().size() == 2
                ? alert.sessions().stream()
                        .filter(id -> id.startsWith(Canary.PREFIX))
                        .findFirst()
                : Optional.empty();
    }
}
