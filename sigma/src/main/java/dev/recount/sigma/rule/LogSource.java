package dev.recount.sigma.rule;

import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where events come from (specification, "Log source"). In a rule an absent attribute means "any"; as the description of
 * an event it means "unknown".
 *
 * @param definition a note to people; it takes no part in routing
 */
public record LogSource(
        @Nullable String product,
        @Nullable String category,
        @Nullable String service,
        @Nullable String definition) {

    /** Says nothing about an event, so that every rule is tried. */
    public static final LogSource ANY = new LogSource(null, null, null, null);

    public static LogSource of(@Nullable String product, @Nullable String category, @Nullable String service) {
        return new LogSource(product, category, service, null);
    }

    /**
     * Whether a rule of this log source is to be tried on events of {@code event}: no attribute that both of them state
     * differs, letter case aside.
     */
    public boolean covers(LogSource event) {
        return agrees(product, event.product) && agrees(category, event.category) && agrees(service, event.service);
    }

    /** Whether the other states every attribute that this one states, and the same, letter case aside. */
    public boolean includes(LogSource other) {
        return covers(other)
                && (product == null || other.product != null)
                && (category == null || other.category != null)
                && (service == null || other.service != null);
    }

    private static boolean agrees(@Nullable String rule, @Nullable String event) {
        return rule == null || event == null || rule.equalsIgnoreCase(event);
    }

    /** As a rule writes it: {@code product: aws, service: cloudtrail}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        add(text, "product", product);
        add(text, "category", category);
        add(text, "service", service);
        return text.length() == 0 ? "any log source" : text.toString();
    }

    private static void add(StringJoiner text, String name, @Nullable String value) {
        if (value != null) {
            text.add(name + ": " + value);
        }
    }

    /** The same routing, the note aside. */
    public boolean sameAs(LogSource other) {
        return Objects.equals(product, other.product)
                && Objects.equals(category, other.category)
                && Objects.equals(service, other.service);
    }
}
