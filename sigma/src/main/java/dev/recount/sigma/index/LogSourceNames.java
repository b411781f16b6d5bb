package dev.recount.sigma.index;

import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The log source names some rules mention. Every other name is the same to them, which bounds how many must be told apart. */
final class LogSourceNames {

    private static final String OTHER = "(other)";

    private final Set<String> products = new HashSet<>();
    private final Set<String> categories = new HashSet<>();
    private final Set<String> services = new HashSet<>();

    LogSourceNames(Collection<DetectionRule> rules) {
        for (DetectionRule rule : rules) {
            add(products, rule.logSource().product());
            add(categories, rule.logSource().category());
            add(services, rule.logSource().service());
        }
    }

    private static void add(Set<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /** A log source that all the rules treat as the given one. */
    LogSource normal(LogSource source) {
        return LogSource.of(
                normal(products, source.product()),
                normal(categories, source.category()),
                normal(services, source.service()));
    }

    private static @Nullable String normal(Set<String> names, @Nullable String name) {
        if (name == null) {
            return null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return names.contains(lower) ? lower : OTHER;
    }
}
