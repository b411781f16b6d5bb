package dev.recount.standalone.rules;

import java.io.IOException;

/** A command asked for rules, or for a use of them, that there is not; the message names it and what would be right. */
public final class RuleMisuse extends IOException {

    RuleMisuse(String message) {
        super(message);
    }
}
