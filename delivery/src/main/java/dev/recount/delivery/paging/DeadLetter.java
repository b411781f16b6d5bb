package dev.recount.delivery.paging;

import dev.recount.alert.IncidentStatus;

/** Pages whose last message a channel never got, although somebody there still has reason to hear it. */
public final class DeadLetter {

    private DeadLetter() {}

    /** Whether {@code page} is one: what is over, or goes on under another incident, need not be said any more. */
    public static boolean isOne(Page page) {
        return PageState.of(page) == PageState.FAILED
                && page.incident().status().compareTo(IncidentStatus.RESOLVED) < 0
                && page.inheritedBy() == null
                && page.about() == null;
    }
}
