package dev.recount.sigma.fuzz;

import dev.recount.sigma.fuzz.NaiveEvaluator.Cond;
import dev.recount.sigma.fuzz.NaiveEvaluator.Item;
import dev.recount.sigma.fuzz.NaiveEvaluator.Selection;
import dev.recount.sigma.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random rules and events over few fields and short texts, so that they often nearly match. */
final class RandomSigma {

    private static final String[] FIELDS = {"a", "b", "c", "d.e", "d.f"};
    private static final String[] PIECES = {
        "a",
        "B",
        "ab",
        "x1",
        "-",
        "/",
        "\\",
        "*",
        "?",
        " ",
        ".",
        "é",
        "É",
        "1",
        "10",
        "\\*",
        "\\\\",
        "\\?",
        "s",
        "K",
        "_",
        "-x",
        "+",
        "\uD83D\uDE00"
    };
    private static final String[] REGEXES = {
        "a", "^a", "b$", "a.b", "[ab]+x", "(a|b)x1", "x?1", "a{2}", "\\d+", "a*b", "\\.", "x1|ab", "^$", "[^a]b",
        "ab(x1)?", "1\\s"
    };
    private static final String[] ADDRESSES = {
        "10.0.0.1", "10.0.1.1", "10.255.0.0", "192.168.1.20", "1.2.3", "10.0.0.256", "::1"
    };
    private static final String[] NETWORKS = {"10.0.0.0/8", "10.0.0.0/24", "192.168.1.16/28", "0.0.0.0/0", "10.0.0.1/32"
    };

    private final SplittableRandom random;

    RandomSigma(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A rule in both forms: as YAML (JSON is YAML) for the engine, and as a structure for the naive evaluator. */
    record Rule(Map<String, Selection> selections, Cond condition, String yaml) {}

    Rule rule() {
        Map<String, Selection> selections = new LinkedHashMap<>();
        String[] names = {"sel_a", "sel_b", "other", "_hidden"};
        int count = 1 + random.nextInt(names.length);
        for (int i = 0; i < count; i++) {
            selections.put(names[i], selection());
        }
        StringBuilder text = new StringBuilder();
        Cond condition = condition(List.copyOf(selections.keySet()), 3, text);
        Map<String, Object> detection = new LinkedHashMap<>();
        selections.forEach((name, selection) -> detection.put(name, written(selection)));
        detection.put("condition", text.toString());
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("title", "random");
        rule.put("logsource", Map.of("product", "test"));
        rule.put("detection", detection);
        return new Rule(selections, condition, Json.write(rule));
    }

    private static Object written(Selection selection) {
        if (!selection.keywords().isEmpty()) {
            return selection.keywords();
        }
        List<Object> maps = new ArrayList<>();
        for (List<Item> items : selection.maps()) {
            Map<String, Object> map = new LinkedHashMap<>();
            items.forEach(item -> map.put(item.key(), item.value()));
            maps.add(map);
        }
        return maps.size() == 1 ? maps.get(0) : maps;
    }

    private Selection selection() {
        if (random.nextInt(12) == 0) {
            List<Object> keywords = new ArrayList<>();
            for (int i = random.nextInt(2); i >= 0; i--) {
                keywords.add(random.nextInt(6) == 0 ? (Object) random.nextInt(20) : text());
            }
            return new Selection(List.of(), keywords);
        }
        List<List<Item>> maps = new ArrayList<>();
        for (int i = random.nextInt(5) == 0 ? 1 : 0; i >= 0; i--) {
            Map<String, Item> items = new LinkedHashMap<>();
            for (int j = random.nextInt(2); j >= 0; j--) {
                Item item = item();
                items.put(item.key(), item);
            }
            maps.add(List.copyOf(items.values()));
        }
        return new Selection(maps, List.of());
    }

    private Item item() {
        String field = pick(FIELDS);
        String neq = random.nextInt(10) == 0 ? "|neq" : "";
        return switch (random.nextInt(16)) {
            case 0 -> new Item(field + "|exists", random.nextBoolean());
            case 1 -> new Item(field + neq, null);
            case 2 -> new Item(field + neq, random.nextInt(3) == 0 ? (Object) random.nextBoolean() : number());
            case 3 -> new Item(field + "|" + pick("lt", "lte", "gt", "gte") + neq, number());
            case 4 -> new Item(field + "|cidr" + neq, pick(NETWORKS));
            case 5 -> new Item(field + "|re" + pick("", "|i", "|s", "|i|s") + neq, pick(REGEXES));
            case 6 ->
                new Item(
                        field + "|fieldref" + pick("", "|contains", "|startswith", "|endswith", "|cased") + neq,
                        pick(FIELDS));
            case 7 -> new Item(field + "|base64" + pick("|contains", ""), pick("ab", "x1", "abc"));
            case 8 -> new Item(field + "|base64offset|contains", pick("ab", "x1", "abc"));
            case 9 ->
                new Item(
                        field + "|windash" + pick("|contains", "", "|startswith"),
                        pick("-x", "a -x", "/x1", "-x /x", "a-x"));
            case 10 -> new Item(pick("", "|contains") + "|all", List.of(text(), text()));
            default -> {
                String modifiers = pick("", "", "|contains", "|startswith", "|endswith") + pick("", "", "", "|cased");
                boolean all = random.nextInt(8) == 0;
                boolean list = all || random.nextInt(3) == 0;
                Object value = list ? List.of(text(), text(), text()) : text();
                yield new Item(field + modifiers + (all ? "|all" : "") + neq, value);
            }
        };
    }

    private Cond condition(List<String> names, int depth, StringBuilder text) {
        switch (depth == 0 ? 0 : random.nextInt(7)) {
            case 1 -> {
                text.append("not ");
                return new Cond.Not(bracketed(names, depth, text));
            }
            case 2, 3 -> {
                Cond left = bracketed(names, depth, text);
                boolean and = random.nextBoolean();
                text.append(and ? " and " : " or ");
                Cond right = bracketed(names, depth, text);
                return and ? new Cond.And(List.of(left, right)) : new Cond.Or(List.of(left, right));
            }
            case 4 -> {
                boolean all = random.nextBoolean();
                boolean them = !names.contains("sel_b") || random.nextBoolean();
                text.append(all ? "all of " : "1 of ").append(them ? "them" : "sel_*");
                return new Cond.Quantified(all, them ? "them" : "sel_");
            }
            default -> {
                String name = names.get(random.nextInt(names.size()));
                text.append(name);
                return new Cond.Sel(name);
            }
        }
    }

    private Cond bracketed(List<String> names, int depth, StringBuilder text) {
        text.append('(');
        Cond condition = condition(names, depth - 1, text);
        text.append(')');
        return condition;
    }

    Map<String, Object> event() {
        Map<String, Object> event = new LinkedHashMap<>();
        for (String field : List.of("a", "b", "c")) {
            if (random.nextInt(6) > 0) {
                event.put(field, value(2));
            }
        }
        if (random.nextBoolean()) {
            event.put("d", random.nextInt(4) == 0 ? List.of(nested(), nested()) : nested());
        }
        return event;
    }

    private Map<String, Object> nested() {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("e", value(1));
        if (random.nextBoolean()) {
            nested.put("f", value(0));
        }
        return nested;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2, 3 -> number();
            case 4 -> pick(ADDRESSES);
            case 5 -> pick("YWI=", "xxYWI=", "IGFi", "eDE=", "ICB4MQ==", "YWJj", "-x", "/x1", "a \u2013x", "a -x /x");
            case 10, 11 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> text().replace("\\*", "*").replace("\\?", "?");
        };
    }

    private Number number() {
        return switch (random.nextInt(4)) {
            case 0 -> new java.math.BigDecimal(pick("1.5", "10.0", "-0.5", "1e1", "0.1"));
            case 1 -> random.nextLong(-2, 12);
            default -> random.nextInt(12);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
