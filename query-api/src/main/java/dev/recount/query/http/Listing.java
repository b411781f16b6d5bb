package dev.recount.query.http;

import dev.recount.codec.Micros;
import dev.recount.query.page.Cursors;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryValues;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which part of a list is wanted: {@code limit}, {@code cursor} and {@code as_of}. The first page fixes the moment, the
 * cursor carries it, so that every page shows the same list however much is recorded meanwhile.
 */
final class Listing {

    static final String[] PARAMS = {"limit", "cursor", "as_of"};

    private static final Set<String> NOT_THE_QUESTION = Set.of("limit", "cursor", "as_of");
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;

    private final Cursors cursors;
    private final String question;
    private final int limit;
    private final Instant asOf;
    private final Optional<List<String>> place;

    private Listing(Cursors cursors, String question, int limit, Instant asOf, Optional<List<String>> place) {
        this.cursors = cursors;
        this.question = question;
        this.limit = limit;
        this.asOf = asOf;
        this.place = place;
    }

    /**
     * The part that a request asks for.
     *
     * @param moment the moment of a first page, from the one that it asks for
     * @throws dev.recount.runtime.problem.ProblemException for a cursor that is not ours or of another list
     */
    static Listing of(Context ctx, QueryValues values, Cursors cursors, Function<Optional<Instant>, Instant> moment) {
        var question = question(ctx);
        int limit = values.integer("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        var asked = values.time("as_of").map(time -> time.truncatedTo(ChronoUnit.MICROS));
        var opened = values.text("cursor").map(cursor -> opened(cursors, question, cursor));
        if (opened.isEmpty()) {
            return new Listing(cursors, question, limit, moment.apply(asked), Optional.empty());
        }
        var fixed = Micros.instant(Long.parseLong(opened.get().get(0)));
        // One that was not settled yet when the first page was asked for became an earlier one.
        if (asked.isPresent() && asked.get().isBefore(fixed)) {
            throw Problem.BAD_REQUEST.because("as_of: not the moment that the cursor belongs to (expected: "
                    + Micros.text(fixed) + ", or leave it out)");
        }
        var place = opened.get().subList(1, opened.get().size());
        return new Listing(cursors, question, limit, fixed, Optional.of(place));
    }

    private static List<String> opened(Cursors cursors, String question, String cursor) {
        return cursors.open(question, cursor)
                .orElseThrow(() -> Problem.BAD_REQUEST.because("cursor: not one that this list gave out (expected: the"
                        + " next_cursor of a page of the same query)"));
    }

    private static String question(Context ctx) {
        Map<String, List<String>> asked = new TreeMap<>(ctx.queryParamMap());
        asked.keySet().removeAll(NOT_THE_QUESTION);
        return ctx.path() + asked;
    }

    int limit() {
        return limit;
    }

    Instant asOf() {
        return asOf;
    }

    /** Where the page begins, read by {@code reader}; empty for a first page. */
    <T> Optional<T> place(Function<List<String>, T> reader) {
        return place.map(reader);
    }

    /** The cursor of a page that begins behind {@code place}. */
    String next(List<String> place) {
        var parts = new ArrayList<String>();
        parts.add(Long.toString(Micros.of(asOf)));
        parts.addAll(place);
        return cursors.seal(question, parts);
    }
}
