package dev.recount.delivery.paging;

import dev.recount.alert.Incident;
import java.util.List;

/** An incident cut to what a message holds: a storm's incident names thousands of alerts, a page need not. */
final class Cut {

    private static final int NAMES_MAX = 25;

    private Cut() {}

    static Incident of(Incident whole) {
        return new Incident(
                whole.id(),
                whole.status(),
                whole.severity(),
                whole.title(),
                whole.openedAt(),
                whole.updatedAt(),
                few(whole.alerts()),
                few(whole.rules()),
                few(whole.sessions()),
                few(whole.actors()),
                few(whole.credentials()),
                few(whole.resources()),
                few(whole.protectionGroups()),
                few(whole.environments()),
                whole.irreversible(),
                whole.recoveryLeft(),
                whole.acknowledgedBy(),
                whole.mergedInto(),
                whole.timelineUrl());
    }

    private static List<String> few(List<String> names) {
        return names.size() <= NAMES_MAX ? names : names.subList(0, NAMES_MAX);
    }
}
