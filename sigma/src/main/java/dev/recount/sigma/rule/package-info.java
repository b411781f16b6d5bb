/** The Sigma documents as values: rules, correlations, filters and what they are made of. Nothing here reads YAML or looks at an event. */
@NullMarked
package dev.recount.sigma.rule;

import org.jspecify.annotations.NullMarked;
