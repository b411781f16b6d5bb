/**
 * Where it is decided, on one thread, what each channel is told and when, and where every decision is kept. It owns the pages;
 * Kafka, files and the network are brought to it.
 */
@NullMarked
package dev.recount.delivery.desk;

import org.jspecify.annotations.NullMarked;
