package dev.recount.streams.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text with places to fill: {@code {actor.name|actor.id|'somebody'}} is the first of the fields that has a value. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /** The names of the fields it fills in. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        PLACE.matcher(text).results().forEach(place -> {
            for (String choice : place.group(1).split("\\|", -1)) {
                if (!choice.startsWith("'")) {
                    fields.add(choice);
                }
            }
        });
        return fields;
    }

    String fill(Function<String, @Nullable String> value) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(first(place.group(1), value)));
    }

    private static String first(String choices, Function<String, @Nullable String> value) {
        for (String choice : choices.split("\\|", -1)) {
            if (choice.startsWith("'")) {
                return choice.substring(1, choice.length() - 1);
            }
            var found = value.apply(choice);
            if (found != null) {
                return found;
            }
        }
        return "?";
    }
}
