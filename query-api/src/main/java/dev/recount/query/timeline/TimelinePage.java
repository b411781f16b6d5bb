package dev.recount.query.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a timeline.
 *
 * @param items in order
 * @param next place of the last item when there are more behind it
 * @param isCut whether the subject has sessions that were left out, because it has very many
 */
public record TimelinePage(
        List<TimelineItem> items, @Nullable Placed next, boolean isCut) {}
