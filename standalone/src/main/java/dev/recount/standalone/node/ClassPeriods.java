package dev.recount.standalone.node;

import dev.recount.event.EventType;
import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How long what events of each class say is kept, as it is set. */
final class ClassPeriods {

    static final Key<String> KEY = Key.text(
            "retention.classes",
            "How long what events say is kept, by class and in days, such as statement=30d,action=400d: summaries, arguments,"
                    + " statements and raw records, sealed under a key that is destroyed then. Rules that look at these texts"
                    + " see them sealed. Only for `recount up`.");

    private static final Pattern PERIOD = Pattern.compile("\\s*([a-z]+)=([1-9][0-9]{0,4})d\\s*");

    private ClassPeriods() {}

    /** @throws SettingsException when it cannot be read */
    static Map<EventType, Duration> of(Settings settings) {
        var periods = new EnumMap<EventType, Duration>(EventType.class);
        settings.find(KEY)
                .ifPresent(text -> Arrays.stream(text.split(",", -1)).forEach(period -> read(period, periods)));
        return periods;
    }

    private static void read(String text, Map<EventType, Duration> into) {
        Matcher period = PERIOD.matcher(text);
        var type = Arrays.stream(EventType.values())
                .filter(known -> period.matches() && known.wire().equals(period.group(1)))
                .findFirst()
                .orElseThrow(() -> fault(text));
        if (into.put(type, Duration.ofDays(Long.parseLong(period.group(2)))) != null) {
            throw fault(text);
        }
    }

    private static SettingsException fault(String text) {
        var classes = Arrays.stream(EventType.values()).map(EventType::wire).collect(Collectors.joining(", "));
        return new SettingsException(List.of("retention.classes: " + text.strip()
                + " (expected: CLASS=DAYSd, each class once, such as statement=30d; classes: " + classes + ")"));
    }
}
