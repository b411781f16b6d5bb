package dev.recount.delivery.paging;

import java.time.Instant;

/** What is to be done about a page now. */
public sealed interface Step {

    /** Nothing, until the incident changes. */
    record Rest() implements Step {}

    /** Look again at {@code at}. */
    record Wait(Instant at) implements Step {}

    /** A message was decided; {@code page} has it as pending. */
    record Say(Page page) implements Step {}
}
