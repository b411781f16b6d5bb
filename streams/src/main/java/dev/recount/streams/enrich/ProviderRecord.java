package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.Source;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.LogSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The record that an event was made from, as rules written for its provider see it: the provider's own fields, and behind
 * them everything that is known of the event. Not thread-safe.
 */
public final class ProviderRecord implements EventFields {

    private final EnrichedEvent event;
    private final Source source;

    private ProviderRecord(EnrichedEvent event, Source source) {
        this.event = event;
        this.source = source;
    }

    /** The record of {@code event}, when it has one and its provider is known. */
    public static Optional<ProviderRecord> of(EnrichedEvent event) {
        var source = event.event().source();
        return source == null || source.record() == null || !isProvider(source.product())
                ? Optional.empty()
                : Optional.of(new ProviderRecord(event, source));
    }

    /** Rules name the product and the service: {@code aws} and {@code cloudtrail}. */
    public LogSource logSource() {
        return LogSource.of(source.product(), null, source.service());
    }

    /** The same for what an event would have as its record, if it has one. */
    public static Optional<LogSource> logSource(Event event) {
        var source = event.source();
        return source == null || !isProvider(source.product())
                ? Optional.empty()
                : Optional.of(LogSource.of(source.product(), null, source.service()));
    }

    /** What calls itself Recount is none: a record must not speak in the place of the event, to rules about Recount's own. */
    private static boolean isProvider(@Nullable String product) {
        return product != null && !product.equalsIgnoreCase(EnrichedEvent.PRODUCT);
    }

    @Override
    public @Nullable Object get(String path) {
        var tree = source.record() == null ? null : event.tree(source.record());
        var own = tree == null ? null : PlainValues.member(tree, path);
        var renamed = own == null || own instanceof Map ? ProviderFields.find(source.product(), path, tree) : null;
        return renamed != null ? renamed : own != null ? own : event.get(path);
    }

    @Override
    public boolean anyValue(Predicate<Object> test) {
        return source.record() != null && PlainValues.any(source.record(), test);
    }
}
