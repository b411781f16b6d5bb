package dev.recount.alert;

import java.util.Optional;

/** The sentences of {@link Incident#recoveryLeft()}: detection says them, and whoever tells people understands them. */
public final class RecoveryLeft {

    private static final String UNDO_UNTIL = "The provider can undo it until ";
    private static final String COPIES = "Registered copies that are left: ";
    private static final String NO_COPY = "No registered copy is left";

    private RecoveryLeft() {}

    /** The provider can undo it until {@code moment}. */
    public static String provider(String moment) {
        return UNDO_UNTIL + moment;
    }

    /** Copies are left, of these names. */
    public static String copies(String names) {
        return COPIES + names;
    }

    /** No copy is left, and {@code with} was lost together with it. */
    public static String nothing(String with) {
        return NO_COPY + "; lost with it: " + with;
    }

    /** No copy is left, and nothing is known to have been lost with it. */
    public static String nothing() {
        return NO_COPY;
    }

    /** Until when the provider can undo it; empty where the sentence does not say that. */
    public static Optional<String> providersMoment(String sentence) {
        return sentence.startsWith(UNDO_UNTIL)
                ? Optional.of(sentence.substring(UNDO_UNTIL.length()))
                : Optional.empty();
    }

    /** Whether the sentence names copies that are left. */
    public static boolean namesCopies(String sentence) {
        return sentence.startsWith(COPIES);
    }
}
