/** pySigma's processing pipelines, as far as a matching engine needs them: rules written for one naming of fields and log sources become rules for another. What it does not know it refuses. */
@NullMarked
package dev.recount.sigma.pipeline;

import org.jspecify.annotations.NullMarked;
