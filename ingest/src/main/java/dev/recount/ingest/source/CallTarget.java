package dev.recount.ingest.source;

import dev.recount.event.Destination;
import dev.recount.event.Resource;
import dev.recount.ingest.operation.Operation;
import dev.recount.ingest.operation.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one resource: what an action event records. A tool call has at least one; it has more when a shell line
 * does several things that matter, or one thing to several resources.
 *
 * @param operation what is done; null when no table knows the tool
 * @param target to what, when the operation says
 */
record CallTarget(@Nullable Operation operation, @Nullable ResourceRef target) {

    /** From reading secrets upwards in the order of harm: what must not hide behind another operation of the same line. */
    private static final int HARM = 55;

    private static final int TARGETS_MAX = 32;

    /** What {@code operations} come to, the one that speaks for the call first. Never empty. */
    static List<CallTarget> of(List<Operation> operations, @Nullable Operation principal) {
        var targets = new ArrayList<CallTarget>();
        if (principal == null) {
            return List.of(new CallTarget(null, null));
        }
        add(principal, targets);
        int first = operations.indexOf(principal);
        for (int i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            if (i != first
                    && (operation.riskRank() >= HARM || !operation.presented().isEmpty())) {
                add(operation, targets);
            }
        }
        return List.copyOf(targets.subList(0, Math.min(targets.size(), TARGETS_MAX)));
    }

    private static void add(Operation operation, List<CallTarget> targets) {
        var resources = operation.resources();
        if (resources.isEmpty()) {
            targets.add(new CallTarget(operation, null));
        }
        int count = operation.riskRank() >= HARM ? resources.size() : Math.min(1, resources.size());
        for (int i = 0; i < count; i++) {
            targets.add(new CallTarget(operation, resources.get(i)));
        }
    }

    @Nullable
    Resource resource() {
        if (operation == null || (target == null && operation.environment() == null)) {
            return null;
        }
        return new Resource(
                target == null ? null : Fields.id(target.id()),
                target == null ? null : target.kind(),
                null,
                operation.environment(),
                null);
    }

    @Nullable
    Destination destination() {
        return operation == null || operation.destination() == null
                ? null
                : new Destination("host", operation.destination(), null);
    }

    @Nullable
    String guard() {
        if (operation == null) {
            return null;
        }
        return operation.dryRun() ? "dry_run" : operation.forced() ? "forced" : null;
    }

    /** Fingerprints of the credentials that the operation presents. */
    List<String> presented() {
        return operation == null ? List.of() : operation.presented();
    }
}
