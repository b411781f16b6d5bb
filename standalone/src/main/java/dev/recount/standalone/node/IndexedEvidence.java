package dev.recount.standalone.node;

import dev.recount.alert.Alert;
import dev.recount.delivery.card.Card;
import dev.recount.event.Event;
import dev.recount.evidence.bundle.BundleReport;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.erasure.Retention;
import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.incident.IncidentCard;
import dev.recount.evidence.incident.IncidentCard.Involved;
import dev.recount.evidence.incident.IncidentReport;
import dev.recount.evidence.report.Circumstances;
import dev.recount.evidence.report.Control;
import dev.recount.evidence.report.EnclosedReport;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.query.Views;
import dev.recount.query.event.TimeRange;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.query.timeline.Subject;
import dev.recount.query.timeline.SubjectEvents;
import dev.recount.reference.RegistryKind;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lets exports read what the query side knows, chosen as timelines choose. */
final class IndexedEvidence implements ExportSource {

    /** A page on paper has no link to where the whole story is: it goes with it. */
    private static final URI NOWHERE = URI.create("");

    private static final int REGISTRY_MAX = 100_000;

    private final Views views;
    private final RuleCatalogue rules;
    private final BooleanSupplier allShown;
    private final Predicate<Event> vouched;
    private final Supplier<List<Retention>> kept;
    private final Clock clock;
    private final IndexedSurroundings surroundings;

    /**
     * Evidence from what can be read.
     *
     * @param allShown whether the views have every event and alert that there is when it is asked
     * @param vouched whether a canary's receipt is this installation's own
     * @param kept what is set to be kept for how long
     */
    IndexedEvidence(
            Views views,
            RuleCatalogue rules,
            BooleanSupplier allShown,
            Predicate<Event> vouched,
            Supplier<List<Retention>> kept,
            Clock clock) {
        this.views = views;
        this.rules = rules;
        this.allShown = allShown;
        this.vouched = vouched;
        this.kept = kept;
        this.clock = clock;
        this.surroundings = new IndexedSurroundings(views, clock);
    }

    @Override
    public Optional<Collection<Place>> places(Selection selection) {
        var range = TimeRange.of(selection.from(), selection.to());
        Optional<Collection<IndexEntry>> entries = selection
                .whose()
                .map(given -> new SubjectEvents(views).of(subject(given), range, clock.instant()))
                .orElseGet(() -> Optional.of(views.timelines().entries(Dimension.ALL, "", range)));
        return entries.map(found -> found.stream()
                .map(entry -> new Place(entry.partition(), entry.offset()))
                .toList());
    }

    @Override
    public Optional<Place> place(String event) {
        return views.events().event(event).map(found -> new Place(found.partition(), found.offset()));
    }

    @Override
    public boolean isUpToDate() {
        return allShown.getAsBoolean();
    }

    private static Subject subject(Selection.Subject given) {
        return new Subject(Subject.Kind.valueOf(given.kind().toUpperCase(Locale.ROOT)), given.id());
    }

    /** Bodies are found by partition and offset; the other parts of an entry only say in which order. */
    @Override
    public List<byte[]> records(List<Place> places) {
        var entries = places.stream()
                .map(place -> new IndexEntry(place.partition(), place.offset(), 0, 0, 0, 0))
                .toList();
        var records = views.events().canonical(entries);
        if (records.size() != places.size()) {
            throw new IllegalStateException("the index has " + records.size() + " of " + places.size() + " events");
        }
        return records;
    }

    @Override
    public List<Alert> alerts(Selection selection) {
        return views.alerts()
                .latest(null, alert -> isIn(selection, alert) && isOf(selection, alert), Integer.MAX_VALUE);
    }

    private static boolean isIn(Selection selection, Alert alert) {
        return selection
                        .from()
                        .map(from -> !alert.lastEvidenceAt().isBefore(from))
                        .orElse(true)
                && selection
                        .to()
                        .map(to -> alert.firstEvidenceAt().isBefore(to))
                        .orElse(true);
    }

    private static boolean isOf(Selection selection, Alert alert) {
        return selection
                .whose()
                .map(subject -> switch (subject.kind()) {
                    case "incident" -> subject.id().equals(alert.incidentId());
                    case "session" -> alert.sessions().contains(subject.id());
                    case "actor" -> alert.actors().contains(subject.id());
                    case "credential" -> alert.credentials().contains(subject.id());
                    default -> alert.resources().contains(subject.id());
                })
                .orElse(true);
    }

    @Override
    public BundleReport report(Selection selection, List<Alert> alerts, SealedLog log) {
        var now = clock.instant();
        var control = selection.control().flatMap(Control::named);
        if (control.isPresent()) {
            return new EnclosedReport(control.get(), selection, alerts, circumstances(selection), log, now);
        }
        return selection
                .subject()
                .filter(subject -> subject.kind().equals("incident"))
                .flatMap(subject -> card(subject.id()))
                .<BundleReport>map(card -> new IncidentReport(card, alerts, log.checkpoint(), now))
                .orElse(BundleReport.NONE);
    }

    /** The card of an incident as it would be sent now; empty when there is no such incident. */
    Optional<IncidentCard> card(String id) {
        return surroundings.incident(id).map(incident -> {
            var sent = Card.of(incident, surroundings.revokeFirst(incident), 0, NOWHERE);
            return new IncidentCard(
                    id,
                    sent.headline(),
                    sent.sentence(),
                    sent.undo(),
                    sent.atRisk(),
                    sent.revokeLines(),
                    sent.next(),
                    List.of(
                            new Involved("Environments", incident.environments()),
                            new Involved("Sessions", incident.sessions()),
                            new Involved("Actors", incident.actors()),
                            new Involved("Credentials", incident.credentials()),
                            new Involved("Resources", incident.resources()),
                            new Involved("Rules", incident.rules())));
        });
    }

    /** What a report on a range rests on beside the record. */
    Circumstances circumstances(Selection range) {
        var entries = views.registry().entries(RegistryKind.RULES.wire(), null, REGISTRY_MAX);
        var inForce = RulesInRange.ids(entries, at -> rules.inForce(entries, at), range, clock.instant());
        return new Circumstances(inForce, kept.get(), vouched);
    }

    @Override
    public EnclosedRules rules(Collection<Alert> alerts) {
        var entries = views.registry().entries(RegistryKind.RULES.wire(), null, REGISTRY_MAX);
        return new FiredRules(entries, at -> rules.inForce(entries, at), clock.instant()).of(alerts);
    }
}
