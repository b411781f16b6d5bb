package dev.recount.sigma.hunt;

import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.rule.LogSource;
import org.jspecify.annotations.Nullable;

/**
 * How to hunt.
 *
 * @param timeField where the events keep their time; null to look in the usual places
 * @param logSource what the events are; {@link LogSource#ANY} to try every rule on them
 */
public record HuntOptions(@Nullable String timeField, LogSource logSource, Placeholders placeholders) {

    public static final HuntOptions DEFAULT = new HuntOptions(null, LogSource.ANY, Placeholders.NONE);
}
