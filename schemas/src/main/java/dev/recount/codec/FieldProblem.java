package dev.recount.codec;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer JSON pointer (RFC 6901) to the field
 * @param detail what is wrong and what was expected, without the value of anything that may be secret
 */
public record FieldProblem(String pointer, String detail) {}
