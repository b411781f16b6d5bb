/** Forms in which events are handed to others. Each is a pure function of the event, so that a verifier can make it again. */
@NullMarked
package dev.recount.evidence.format;

import org.jspecify.annotations.NullMarked;
