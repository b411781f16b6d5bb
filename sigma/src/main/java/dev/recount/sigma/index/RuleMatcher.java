package dev.recount.sigma.index;

import dev.recount.sigma.match.Atom;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Matches one event at a time against the rules of a log source. It reuses its working memory, so it is for one thread; an
 * event that matches nothing leaves no garbage but the text of its numbers.
 */
public final class RuleMatcher {

    private final RuleIndex index;
    private final List<DetectionRule> rules;
    private final @Nullable Object[] values;
    private final int[] valueSeen;
    private final int[] answered;
    private final boolean[] answers;
    private final int[] atomSeen;
    private final int[] candidateSeen;
    private final int[] candidates;
    private final Hits hits = this::hit;
    private final Node.Answers lookup = this::answer;
    private int candidateCount;
    private int epoch;
    private EventFields event = EventFields.of(Map.of());

    RuleMatcher(RuleIndex index, List<DetectionRule> rules) {
        this.index = index;
        this.rules = rules;
        values = new Object[index.fields.length];
        valueSeen = new int[index.fields.length];
        answered = new int[index.atoms.length];
        answers = new boolean[index.atoms.length];
        atomSeen = new int[index.atoms.length];
        candidateSeen = new int[index.rules.length];
        candidates = new int[index.rules.length];
    }

    /** Hands over the rules the event matches, in the order in which they were compiled. */
    public void match(EventFields fields, Consumer<? super DetectionRule> matches) {
        begin(fields);
        for (int slot = 0; slot < index.fields.length; slot++) {
            FieldIndex field = index.fieldIndexes[slot];
            Object value = field == null ? null : value(slot);
            if (field != null && value != null) {
                probe(field, value);
            }
        }
        FieldIndex keywords = index.keywordIndex;
        if (keywords != null) {
            fields.anyValue(value -> {
                keywords.probe(value, hits);
                return false;
            });
        }
        for (int rule : index.always) {
            candidate(rule);
        }
        dropUnguarded();
        Arrays.sort(candidates, 0, candidateCount);
        for (int i = 0; i < candidateCount; i++) {
            if (index.rules[candidates[i]].holds(lookup)) {
                matches.accept(rules.get(candidates[i]));
            }
        }
    }

    /** How many rules had to be evaluated for the last event. */
    public int candidates() {
        return candidateCount;
    }

    private void begin(EventFields fields) {
        event = fields;
        candidateCount = 0;
        if (++epoch == 0) {
            Arrays.fill(valueSeen, 0);
            Arrays.fill(answered, 0);
            Arrays.fill(atomSeen, 0);
            Arrays.fill(candidateSeen, 0);
            epoch = 1;
        }
    }

    private @Nullable Object value(int slot) {
        if (valueSeen[slot] != epoch) {
            valueSeen[slot] = epoch;
            values[slot] = event.get(index.fields[slot]);
        }
        return values[slot];
    }

    private void probe(FieldIndex field, @Nullable Object value) {
        if (value instanceof String) { // nearly always, and quicker to tell than that it is no list
            field.probe(value, hits);
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                probe(field, element);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Object child : map.values()) {
                probe(field, child);
            }
        } else if (value != null) {
            field.probe(value, hits);
        }
    }

    /** Leaves the candidates whose guard has been seen, or that have none. */
    private void dropUnguarded() {
        int kept = 0;
        for (int i = 0; i < candidateCount; i++) {
            int guard = index.guards[candidates[i]];
            if (guard == Guards.NONE || atomSeen[guard] == epoch) {
                candidates[kept++] = candidates[i];
            }
        }
        candidateCount = kept;
    }

    private void hit(int atom, boolean certain) {
        atomSeen[atom] = epoch;
        if (certain) {
            answered[atom] = epoch;
            answers[atom] = true;
        }
        for (int rule : index.witnessed[atom]) {
            candidate(rule);
        }
    }

    private void candidate(int rule) {
        if (candidateSeen[rule] != epoch) {
            candidateSeen[rule] = epoch;
            candidates[candidateCount++] = rule;
        }
    }

    private boolean answer(int atom) {
        if (answered[atom] != epoch) {
            answered[atom] = epoch;
            answers[atom] = (!index.indexed[atom] || atomSeen[atom] == epoch) && ask(atom);
        }
        return answers[atom];
    }

    private boolean ask(int atom) {
        Atom question = index.atoms[atom];
        return question instanceof Atom.OnField onField
                ? onField.holdsFor(value(index.slotOf[atom]))
                : question.holds(event);
    }
}
