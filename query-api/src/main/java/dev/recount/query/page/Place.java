package dev.recount.query.page;

/**
 * A place in a listing by time. The latest comes first; at the same time the greatest id.
 *
 * @param atMicros microseconds since 1970
 * @param id of what stands there
 */
public record Place(long atMicros, String id) {}
