package dev.recount.streams.detect;

import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.SigmaParser;

/**
 * A rule file.
 *
 * @param name for messages
 * @param text one or several Sigma documents in YAML
 */
public record RuleText(String name, String text) {

    ParseResult parse() {
        return SigmaParser.parse(name, text);
    }
}
