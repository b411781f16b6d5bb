/** What the query half reads from Kafka by itself, and how far what it reads goes. It decides nothing about records. */
@NullMarked
package dev.recount.query.log;

import org.jspecify.annotations.NullMarked;
