package dev.recount.delivery.file;

import dev.recount.alert.Level;
import dev.recount.delivery.route.Glob;
import dev.recount.delivery.route.QuietHours;
import dev.recount.delivery.route.Route;
import dev.recount.runtime.settings.NearestName;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one route of an alerts file. */
final class RouteReader {

    private static final Set<String> FIELDS =
            Set.of("channel", "min_level", "environments", "teams", "rules", "quiet_hours");
    private static final Set<String> QUIET_FIELDS = Set.of("from", "to", "zone", "except_level");

    private RouteReader() {}

    /** The route; empty when it leads nowhere. */
    static Optional<Route> read(YamlMap map, Set<String> channels) {
        map.expect(FIELDS);
        var channel = map.text("channel", "the name of a channel").orElse("");
        if (!channel.isEmpty() && !channels.contains(channel)) {
            map.note("channel", "no channel is called " + channel + NearestName.hint(channels, channel));
        }
        var route = new Route(
                channel,
                map.read("min_level", Level.LOW, RouteReader::level),
                globs(map, "environments"),
                globs(map, "teams"),
                globs(map, "rules"),
                map.map("quiet_hours").map(RouteReader::quiet).orElse(null));
        return channel.isEmpty() ? Optional.empty() : Optional.of(route);
    }

    private static List<Glob> globs(YamlMap map, String field) {
        return map.texts(field, "one or more names, or leave the field out").stream()
                .map(Glob::new)
                .toList();
    }

    private static QuietHours quiet(YamlMap map) {
        map.expect(QUIET_FIELDS);
        var from = time(map, "from", LocalTime.MIDNIGHT);
        var to = time(map, "to", LocalTime.NOON);
        if (from.equals(to)) {
            map.note("to", "the same as from, which is no time at all (expected: another time)");
        }
        var zone = map.<ZoneId>read("zone", ZoneOffset.UTC, RouteReader::zone);
        return new QuietHours(from, to, zone, map.read("except_level", Level.CRITICAL, RouteReader::level));
    }

    private static LocalTime time(YamlMap map, String field, LocalTime fallback) {
        if (!map.has(field)) {
            map.note(field, "missing (expected: a time such as \"22:00\")");
        }
        return map.read(field, fallback, value -> {
            try {
                return LocalTime.parse(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(value + " (expected: a time such as \"22:00\")", e);
            }
        });
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text + " (expected: a time zone such as Europe/Berlin or UTC)", e);
        }
    }

    private static Level level(String text) {
        return Arrays.stream(Level.values())
                .filter(level -> level.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " (expected: one of "
                        + Arrays.stream(Level.values()).map(Level::wire).collect(Collectors.joining(", ")) + ")"));
    }
}
