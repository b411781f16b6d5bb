package dev.recount.streams.log;

/**
 * What a replay may use.
 *
 * @param threads how many partitions, or parts of one, are run through at a time; 1 or more
 * @param rememberedMax how many events each of them may remember; beyond that it goes through its partition more than once
 * @param matchesMax how many matches of all of them together are kept; beyond that the replay fails
 */
public record ReplayBounds(int threads, int rememberedMax, int matchesMax) {}
