package dev.recount.query.event;

/**
 * Where sightings of one thing are wanted.
 *
 * @param id which thing
 * @param range event times
 */
public record Vicinity(String id, TimeRange range) {}
