package dev.recount.delivery.channel;

import dev.recount.delivery.paging.MessageId;
import dev.recount.delivery.retry.RetrySchedule;

/** A place where incidents are told. */
public sealed interface Channel permits HttpChannel, Email {

    /** Its name in the alerts file. */
    String name();

    /** Its type in the alerts file. */
    String type();

    /** Whether addresses that are not public are allowed. */
    boolean allowPrivate();

    /** Whether a second message with the same key changes what is shown, instead of waking somebody again. */
    default boolean updatesInPlace() {
        return false;
    }

    /** When to try again. */
    default RetrySchedule schedule() {
        return RetrySchedule.PAGER;
    }

    /** Changes when what is not secret of it is configured anew; a channel that its target had closed is then tried again. */
    default String fingerprint() {
        return MessageId.of(toString(), 0);
    }
}
