/**
 * Sessions that started one another. What one of a family has found, read or was refused bears on what the others do, so they tell
 * one another of it, and each event is still judged in one place: where its own session is.
 */
@NullMarked
package dev.recount.streams.family;

import org.jspecify.annotations.NullMarked;
