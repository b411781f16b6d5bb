/**
 * The application {@code recount-detect}: thin processors that fetch, fold, store and forward, and how they are wired. Every
 * decision is made by the pure packages beside this one.
 */
@NullMarked
package dev.recount.streams.topology;

import org.jspecify.annotations.NullMarked;
