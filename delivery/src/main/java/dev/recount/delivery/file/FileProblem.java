package dev.recount.delivery.file;

/**
 * Something wrong with an alerts file.
 *
 * @param line counts from 1
 * @param column counts from 1
 * @param field where in the file, such as {@code channels[0].url}
 * @param detail what is wrong and what is expected; never a secret
 */
public record FileProblem(int line, int column, String field, String detail) {

    @Override
    public String toString() {
        return line + ":" + column + " " + (field.isEmpty() ? "" : field + ": ") + detail;
    }
}
