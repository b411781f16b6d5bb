/** Detection rules as they are asked for and put live. What a rule is and does is for the engine behind {@code RuleCatalogue} to know. */
@NullMarked
package dev.recount.query.rule;

import org.jspecify.annotations.NullMarked;
