package dev.recount.delivery.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an answer, or its absence, means for a message. */
public sealed interface Verdict {

    /** What the target said, in a few words; never a payload. */
    String detail();

    /** The target has it. */
    record Delivered(String detail) implements Verdict {}

    /**
     * It may succeed later.
     *
     * @param after how long the target asks to be left alone; absent when it does not say
     */
    record Later(String detail, @Nullable Duration after) implements Verdict {}

    /** It will never be taken as it is. */
    record Refused(String detail) implements Verdict {}

    /** The target wants no more messages at all. */
    record Gone(String detail) implements Verdict {}
}
