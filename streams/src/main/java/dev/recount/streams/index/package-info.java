/**
 * The query stores: every event once, in the order of its partition, with ordered keys beside it for each dimension a
 * question can be asked in; and the latest alerts, incidents, registry entries and facts. All of it is a fold over topics
 * and can be thrown away; what is indexed and how far the fold has come are written together, in one batch.
 */
@NullMarked
package dev.recount.streams.index;

import org.jspecify.annotations.NullMarked;
