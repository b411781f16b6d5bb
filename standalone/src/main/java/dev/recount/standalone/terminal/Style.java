package dev.recount.standalone.terminal;

/** Colours, where the terminal has them and nobody said {@code NO_COLOR}. */
public enum Style {
    PLAIN(""),
    FAINT("\u001b[2m"),
    BOLD("\u001b[1m"),
    RED("\u001b[31m"),
    YELLOW("\u001b[33m"),
    GREEN("\u001b[32m");

    private static final String RESET = "\u001b[0m";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text in this style, or as it is where colours are off. */
    public String of(String text, boolean colours) {
        return colours && this != PLAIN ? code + text + RESET : text;
    }

    /** The style of an alert's level or an incident's severity. */
    public static Style ofLevel(String level) {
        return switch (level) {
            case "critical", "high" -> RED;
            case "medium" -> YELLOW;
            default -> PLAIN;
        };
    }
}
