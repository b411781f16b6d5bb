package dev.recount.sigma.index;

import dev.recount.sigma.match.DetectionCompiler;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Expression;
import dev.recount.sigma.match.ItemException;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Detection rules compiled together. The rules of a log source get an index of their own when its first event comes. Safe for
 * use by any number of threads.
 */
public final class RuleSet {

    private final List<DetectionRule> rules;
    private final List<Expression> expressions;
    private final Predicate<String> costly;
    private final LogSourceNames names;
    private final Map<LogSource, Routed> routed = new ConcurrentHashMap<>();
    private final ThreadLocal<Map<LogSource, RuleMatcher>> matchers = ThreadLocal.withInitial(HashMap::new);

    private record Routed(RuleIndex index, List<DetectionRule> rules) {}

    private RuleSet(List<DetectionRule> rules, List<Expression> expressions, Predicate<String> costly) {
        this.rules = rules;
        this.expressions = expressions;
        this.costly = costly;
        this.names = new LogSourceNames(rules);
    }

    /** Compiles rules that use no placeholders. */
    public static RuleSet compile(Collection<DetectionRule> rules) {
        return compile(rules, Placeholders.NONE);
    }

    /**
     * Compiles rules.
     *
     * @throws InvalidRulesException that lists every rule with a placeholder that has no values
     */
    public static RuleSet compile(Collection<DetectionRule> rules, Placeholders placeholders) {
        return compile(rules, placeholders, field -> false);
    }

    /**
     * Compiles rules for events some fields of which are costly to read. Such a field is read only for a rule of which
     * everything else may still hold, or that asks for nothing else.
     *
     * @param costly tells those fields by their names in rules
     * @throws InvalidRulesException that lists every rule with a placeholder that has no values
     */
    public static RuleSet compile(
            Collection<DetectionRule> rules, Placeholders placeholders, Predicate<String> costly) {
        DetectionCompiler compiler = new DetectionCompiler(placeholders);
        List<Expression> expressions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (DetectionRule rule : rules) {
            try {
                expressions.add(compiler.compile(rule.detection()));
            } catch (ItemException e) {
                String field = e.path().isEmpty() ? "detection" : "detection." + e.path();
                problems.add(new Problem(e.location().orElse(rule.location()), field, e.offending(), e.expected()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRulesException(problems);
        }
        return new RuleSet(List.copyOf(rules), expressions, costly);
    }

    public List<DetectionRule> rules() {
        return rules;
    }

    /** Every field that a rule asks for by its name; keywords ask for none. */
    public Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        expressions.forEach(expression -> expression.atoms().forEach(atom -> fields.addAll(atom.fields())));
        return fields;
    }

    /** Whether there are rules for events of a log source. */
    public boolean covers(LogSource logSource) {
        return !routed.computeIfAbsent(names.normal(logSource), this::route)
                .rules()
                .isEmpty();
    }

    /** The rules an event of unknown log source matches, in the order given to {@link #compile}. */
    public List<DetectionRule> match(EventFields event) {
        return match(LogSource.ANY, event);
    }

    /** The rules an event matches, in the order given to {@link #compile}, among those that cover its log source. */
    public List<DetectionRule> match(LogSource logSource, EventFields event) {
        List<DetectionRule> matching = new ArrayList<>();
        matchers.get().computeIfAbsent(names.normal(logSource), this::matcher).match(event, matching::add);
        return matching;
    }

    /** A matcher for events of one log source, for one thread. */
    public RuleMatcher matcher(LogSource logSource) {
        Routed route = routed.computeIfAbsent(names.normal(logSource), this::route);
        return new RuleMatcher(route.index(), route.rules());
    }

    private Routed route(LogSource logSource) {
        List<DetectionRule> covering = new ArrayList<>();
        List<Expression> covered = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).logSource().covers(logSource)) {
                covering.add(rules.get(i));
                covered.add(expressions.get(i));
            }
        }
        return new Routed(new RuleIndex(covered, costly), List.copyOf(covering));
    }
}
