package dev.recount.ingest.shell;

import java.util.List;

/**
 * A word, operator or here-document of a command line.
 *
 * @param text the word with quotes resolved, or the operator
 * @param quoted whether any part of the word was quoted (a quoted reserved word is a plain word)
 * @param substitutions scripts inside the word: {@code $(…)}, backquotes, {@code <(…)}
 */
record Token(Type type, String text, boolean quoted, List<String> substitutions) {
    enum Type {
        WORD,
        /** Ends a command: {@code ; & && || newline ( )}, {@code ;;}. */
        SEPARATOR,
        PIPE,
        /** Takes the next word as a file. */
        REDIRECTION,
        /** The text that a command reads as its input. */
        INPUT
    }

    static Token of(Type type, String text) {
        return new Token(type, text, false, List.of());
    }

    boolean is(String reserved) {
        return type == Type.WORD && !quoted && text.equals(reserved);
    }
}
