/** How fast questions are answered over HTTP: a generated log in a real index, without a broker. */
@NullMarked
package dev.recount.bench.query;

import org.jspecify.annotations.NullMarked;
