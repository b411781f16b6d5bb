/** Why a rule matches an event, or why not. Meant for people who write rules; slower than matching and never on its path. */
@NullMarked
package dev.recount.sigma.explain;

import org.jspecify.annotations.NullMarked;
