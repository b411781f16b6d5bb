/** Everything about the topics that writer, reader and operator must agree on: names, keys, partitions, retention. */
@NullMarked
package dev.recount.topic;

import org.jspecify.annotations.NullMarked;
