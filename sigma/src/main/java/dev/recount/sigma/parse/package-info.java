/** From YAML text to the documents of the rule package. Every fault of a file is reported at once, each with its place, its value and what was expected. */
@NullMarked
package dev.recount.sigma.parse;

import org.jspecify.annotations.NullMarked;
