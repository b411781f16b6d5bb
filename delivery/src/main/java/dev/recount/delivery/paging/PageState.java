package dev.recount.delivery.paging;

import dev.recount.event.Word;

/** How far a channel has been told of an incident. */
public enum PageState implements Word {
    /** A message is on its way. */
    PENDING,
    /** Nothing was tried yet: quiet hours, or the window of folding. */
    HELD,
    /** It took the last message. */
    DELIVERED,
    /** It did not, and the message is not tried again by itself. */
    FAILED;

    /** Where {@code page} stands. */
    public static PageState of(Page page) {
        if (page.pending() != null) {
            return PENDING;
        }
        var attempts = page.attempts();
        if (attempts.isEmpty()) {
            return HELD;
        }
        return attempts.get(attempts.size() - 1).outcome() == Attempt.Outcome.DELIVERED ? DELIVERED : FAILED;
    }
}
