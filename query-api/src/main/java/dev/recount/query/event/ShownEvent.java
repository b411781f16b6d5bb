package dev.recount.query.event;

/**
 * An event with the text that it is shown as.
 *
 * @param recorded the event
 * @param canonical its canonical JSON, to which its leaf in the evidence tree commits
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
public record ShownEvent(RecordedEvent recorded, byte[] canonical) {}
