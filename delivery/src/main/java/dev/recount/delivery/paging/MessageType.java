package dev.recount.delivery.paging;

import dev.recount.event.Word;
import java.util.Locale;

/** What a message says, in the words of {@code contract.md} §6. */
public enum MessageType implements Word {
    INCIDENT_OPENED,
    INCIDENT_UPDATED,
    INCIDENT_ACKNOWLEDGED,
    INCIDENT_RESOLVED,
    /** Another channel could not be told. */
    DELIVERY_FAILED,
    TEST;

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
