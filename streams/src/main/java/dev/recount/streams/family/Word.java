package dev.recount.streams.family;

import dev.recount.event.Event;

/**
 * What one session tells another of its family.
 *
 * @param to who is told
 * @param from who tells
 * @param event what {@code from} remembers: of its own, or what it was told itself
 */
public record Word(String to, String from, Event event) {}
