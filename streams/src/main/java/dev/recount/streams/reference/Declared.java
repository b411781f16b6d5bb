package dev.recount.streams.reference;

/**
 * A declaration that was in force, with where it stands.
 *
 * @param id the entry's id or glob
 * @param body what it declares
 * @param basis {@code kind/id@event} of the version, for showing why a fact is so
 */
public record Declared<T extends Record>(String id, T body, String basis) {}
