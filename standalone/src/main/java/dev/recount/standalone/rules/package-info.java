/**
 * Sigma rules from where a command says they are, and what a hunt with them has to tell. No server takes part; the engine
 * itself is the library {@code sigma}.
 */
@NullMarked
package dev.recount.standalone.rules;

import org.jspecify.annotations.NullMarked;
