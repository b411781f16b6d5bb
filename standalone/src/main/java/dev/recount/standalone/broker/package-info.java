/**
 * A real Kafka, broker and controller, in this process, so that a laptop runs the same code path as production. Also what
 * every user of a Kafka must do after making topics.
 */
@NullMarked
package dev.recount.standalone.broker;

import org.jspecify.annotations.NullMarked;
