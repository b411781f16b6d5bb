/**
 * Stories that rules are tested with: the format of {@code detections/fixtures/*.yml}, which {@code detections/README.md}
 * describes, and how it becomes accepted events.
 */
@NullMarked
package dev.recount.streams.story;

import org.jspecify.annotations.NullMarked;
