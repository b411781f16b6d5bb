package dev.recount.alert;

import dev.recount.event.Word;

/** How bad, in Sigma's words and order: {@code compareTo} is "less bad than". */
public enum Level implements Word {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** One level worse, at most {@link #CRITICAL}. */
    public Level raised() {
        return switch (this) {
            case INFORMATIONAL -> LOW;
            case LOW -> MEDIUM;
            case MEDIUM -> HIGH;
            case HIGH, CRITICAL -> CRITICAL;
        };
    }

    /** One level less bad, at least {@link #INFORMATIONAL}. */
    public Level lowered() {
        return switch (this) {
            case CRITICAL -> HIGH;
            case HIGH -> MEDIUM;
            case MEDIUM -> LOW;
            case LOW, INFORMATIONAL -> INFORMATIONAL;
        };
    }

    /** The worse of the two. */
    public static Level max(Level a, Level b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
