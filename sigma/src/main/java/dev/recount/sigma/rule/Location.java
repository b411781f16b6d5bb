package dev.recount.sigma.rule;

/**
 * A place in a rule file.
 *
 * @param file the name the caller gave to the file
 * @param line counted from 1
 * @param column counted from 1
 */
public record Location(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
