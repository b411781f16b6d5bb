/** What a detection means for one event: compiled boolean expressions over tests of single fields. Events are read only through EventFields. */
@NullMarked
package dev.recount.sigma.match;

import org.jspecify.annotations.NullMarked;
