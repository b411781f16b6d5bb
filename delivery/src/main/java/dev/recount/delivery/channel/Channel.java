package dev.recount.delivery.channel;

import dev.recount.delivery.paging.MessageId;
import dev.recount.delivery.retry.RetrySchedule;
import dev.recount.runtime.settings.Secret;
import java.util.List;
import java.util.stream.Collectors;

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

    /** Whether its target forgets what it is not told again and again, so that every minute it is. */
    default boolean forgets() {
        return false;
    }

    /** Keys with which its target signs what responders do there; none where it does not tell us. */
    default List<Secret> answerKeys() {
        return List.of();
    }

    /** When to try again. */
    default RetrySchedule schedule() {
        return RetrySchedule.PAGER;
    }

    /** What is secret of where it goes, and as whom. */
    default List<Secret> secrets() {
        return List.of();
    }

    /** A hash that changes when it is configured anew; a channel that its target had closed is then tried again. */
    default String fingerprint() {
        var hidden = secrets().stream().map(Secret::reveal).collect(Collectors.joining("\n"));
        return MessageId.of(this + "\n" + hidden, 0);
    }
}
