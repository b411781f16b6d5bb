package dev.recount.reference;

import java.util.List;

/**
 * What is usual, as it was recorded: on which days something was seen. Folded from events, never declared.
 *
 * @param days UTC days, each alone ({@code 2026-04-24}) or from first to last ({@code 2026-04-24/2026-04-30})
 * @param busy days on which many different things were seen
 */
public record BaselineEntry(List<String> days, List<BusyDays> busy) {
    public BaselineEntry {
        days = List.copyOf(days);
        busy = List.copyOf(busy);
    }

    /**
     * Days on which at least so many different things were seen.
     *
     * @param atLeast how many
     * @param days as in {@link BaselineEntry#days()}
     */
    public record BusyDays(long atLeast, List<String> days) {
        public BusyDays {
            days = List.copyOf(days);
        }
    }
}
