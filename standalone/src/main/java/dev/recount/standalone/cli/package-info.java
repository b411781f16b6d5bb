/**
 * The {@code recount} command: one class for each subcommand, options in, exit code out. The process itself, with its
 * environment and streams, is seen only by {@link dev.recount.standalone.cli.Main}.
 */
@NullMarked
package dev.recount.standalone.cli;

import org.jspecify.annotations.NullMarked;
