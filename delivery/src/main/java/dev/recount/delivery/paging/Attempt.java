package dev.recount.delivery.paging;

import java.time.Instant;

/**
 * One try to deliver a message, and what came of it.
 *
 * @param messageId of the message
 * @param type what it said
 * @param at when it began
 * @param number counts from 1 within the message
 * @param outcome {@code delivered}, {@code retried} or {@code failed}
 * @param detail the answer's status, or why there was none; never a payload
 */
public record Attempt(String messageId, MessageType type, Instant at, long number, Outcome outcome, String detail) {

    /** What came of an attempt. */
    public enum Outcome implements dev.recount.event.Word {
        DELIVERED,
        /** It will be tried again. */
        RETRIED,
        /** It will not be tried again by itself. */
        FAILED
    }
}
