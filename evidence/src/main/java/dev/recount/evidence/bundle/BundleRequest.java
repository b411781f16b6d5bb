package dev.recount.evidence.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.evidence.format.EventFormat;
import java.time.Instant;

/**
 * What a bundle says about why it exists.
 *
 * @param format of the events
 * @param selection what was asked for, as JSON
 * @param createdAt when
 * @param createdBy who asked
 * @param why the reason given; may be empty
 */
public record BundleRequest(
        EventFormat format, ObjectNode selection, Instant createdAt, String createdBy, String why) {}
