/**
 * The report of an incident for people: one page with its card, its timeline drawn, its events and what all of it rests on,
 * as HTML that runs nothing and loads nothing, and as PDF. A pure function of the records, the alerts and the card.
 */
@NullMarked
package dev.recount.evidence.incident;

import org.jspecify.annotations.NullMarked;
