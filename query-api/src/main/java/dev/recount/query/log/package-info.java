/** What the query half reads from Kafka by itself. It moves records and decides nothing about them. */
@NullMarked
package dev.recount.query.log;

import org.jspecify.annotations.NullMarked;
