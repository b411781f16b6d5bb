/** Alerts as they are raised, to everyone who listens: one reader of the topic, and for each listener a bounded queue. */
@NullMarked
package dev.recount.query.stream;

import org.jspecify.annotations.NullMarked;
