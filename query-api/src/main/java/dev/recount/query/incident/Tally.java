package dev.recount.query.incident;

/**
 * How many events speak of a credential in each way, those that were not read among them.
 *
 * @param issued it came into being, or its secret was replaced
 * @param found its secret became readable to somebody
 * @param used it was presented, or an action was done with it
 * @param minted other credentials were issued by it
 * @param revoked it was withdrawn
 * @param isCut whether some were not read, or not even counted
 */
public record Tally(long issued, long found, long used, long minted, long revoked, boolean isCut) {}
