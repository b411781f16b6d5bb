package dev.recount.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something whose absence the alert rests on, or whose arrival retracted it.
 *
 * @param rule what was looked for
 * @param decidedAt when its window closes or closed; absent while open-ended
 * @param reason in words, with the reference that decided it
 */
public record Absence(
        String rule, @Nullable Instant decidedAt, @Nullable String reason) {}
