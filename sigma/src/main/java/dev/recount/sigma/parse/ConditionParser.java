package dev.recount.sigma.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.recount.sigma.match.ItemException;
import dev.recount.sigma.rule.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a condition by recursive descent. From weakest to strongest: {@code or}, {@code and}, {@code not}, {@code 1/all of},
 * brackets (specification, "Condition"). Keywords may be in any letter case.
 */
final class ConditionParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[^\\s()|]+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\-]+");
    private static final Pattern NAME_PATTERN = Pattern.compile("[A-Za-z0-9_.*?\\-]+");
    private static final int DEPTH_MAX = 200;

    private final List<String> names;
    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    /**
     * A parser of one condition.
     *
     * @param names what the condition may refer to
     */
    ConditionParser(String text, List<String> names) {
        this.names = names;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /**
     * The condition as a tree.
     *
     * @throws ItemException at the first token that does not fit
     */
    Condition parse() {
        Condition condition = or();
        if (at < tokens.size()) {
            String token = tokens.get(at);
            throw token.equals("|")
                    ? new ItemException("| " + rest(), "a correlation rule instead of an aggregation")
                    : new ItemException(token, "and, or, or the end of the condition");
        }
        return condition;
    }

    private String rest() {
        return String.join(" ", tokens.subList(Math.min(at + 1, tokens.size()), tokens.size()));
    }

    private Condition or() {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(List.copyOf(parts));
    }

    private Condition and() {
        List<Condition> parts = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.And(List.copyOf(parts));
    }

    private Condition not() {
        if (++depth > DEPTH_MAX) {
            throw new ItemException("a condition nested more than " + DEPTH_MAX + " deep", "a flatter one");
        }
        Condition condition = accept("not") ? new Condition.Not(not()) : primary();
        depth--;
        return condition;
    }

    private Condition primary() {
        if (accept("(")) {
            Condition inner = or();
            if (!accept(")")) {
                throw new ItemException(at < tokens.size() ? tokens.get(at) : "end of condition", ")");
            }
            return inner;
        }
        if (at == tokens.size()) {
            throw new ItemException("end of condition", "a search identifier or (");
        }
        String token = tokens.get(at++);
        boolean quantified = at < tokens.size() && tokens.get(at).equalsIgnoreCase("of");
        return quantified ? quantified(token) : named(token);
    }

    private Condition quantified(String quantifier) {
        boolean all = quantifier.equalsIgnoreCase("all");
        if (!all && !quantifier.equals("1") && !quantifier.equalsIgnoreCase("any")) {
            throw new ItemException(quantifier + " of", "1 of or all of");
        }
        at++;
        String pattern = at < tokens.size() ? tokens.get(at++) : "end of condition";
        if (!NAME_PATTERN.matches(pattern)) {
            throw new ItemException(pattern, "them or a pattern of search identifiers");
        }
        List<String> meant =
                names.stream().filter(name -> isMeant(pattern, name)).toList();
        if (meant.isEmpty()) {
            throw new ItemException(pattern, "a pattern that fits one of " + names);
        }
        return new Condition.Quantified(all, pattern, meant);
    }

    private static boolean isMeant(String pattern, String name) {
        if (pattern.equalsIgnoreCase("them")) {
            return !name.startsWith("_");
        }
        String expression = Pattern.quote(pattern).replace("\\*", ".*").replace("\\?", ".");
        return Pattern.matches(expression, name);
    }

    private Condition named(String token) {
        if (!NAME.matches(token) || isKeyword(token)) {
            throw new ItemException(token, "a search identifier, not or (");
        }
        if (!names.contains(token)) {
            throw new ItemException(token, "one of " + names);
        }
        return new Condition.Named(token);
    }

    private boolean isKeyword(String token) {
        boolean word = token.equalsIgnoreCase("and") || token.equalsIgnoreCase("or") || token.equalsIgnoreCase("not");
        return word && !names.contains(token);
    }

    private boolean accept(String keyword) {
        boolean found = at < tokens.size() && tokens.get(at).equalsIgnoreCase(keyword);
        at += found ? 1 : 0;
        return found;
    }
}
