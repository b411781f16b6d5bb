package dev.recount.query.state;

import java.time.Instant;
import java.util.List;

/**
 * How things stood at a moment.
 *
 * @param at the moment, by event time
 * @param holdings what each actor held and had not been revoked
 * @param permissions approvals and how they stood
 * @param losses what had been destroyed
 */
public record Standing(Instant at, List<Holding> holdings, List<Permission> permissions, List<Loss> losses) {}
