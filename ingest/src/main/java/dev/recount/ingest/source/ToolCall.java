package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.operation.Operation;
import dev.recount.ingest.operation.OperationResolver;
import dev.recount.ingest.secret.FoundSecret;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as a hook shows it, and what it comes to.
 *
 * @param id session and call
 * @param tool the tool's name
 * @param input its redacted arguments
 * @param operations everything it does, in order
 * @param targets what is recorded of that, the riskiest first; never empty
 */
record ToolCall(String id, String tool, JsonNode input, List<Operation> operations, List<CallTarget> targets) {

    private static final int ARGUMENT_MAX = 16_384;

    static ToolCall of(HookPayload payload, List<FoundSecret> secrets) {
        var tool = Objects.requireNonNullElse(payload.text("tool_name"), "unknown");
        var input = payload.node("tool_input");
        var operations = OperationResolver.resolve(tool, input, secrets, payload.text("cwd"));
        var principal = OperationResolver.principal(operations).orElse(null);
        return new ToolCall(id(payload, tool, input), tool, input, operations, CallTarget.of(operations, principal));
    }

    /** Where the harness does not number its calls, the call's content stands for the number. */
    private static String id(HookPayload payload, String tool, JsonNode input) {
        var call = payload.text("tool_use_id");
        return payload.sessionId() + "/"
                + (call == null ? EventIds.derived(tool, CanonicalJson.of(input).text()) : call);
    }

    /** The call's own id, or one for its {@code number}-th further target. */
    String idOf(int number) {
        return number == 0 ? id : id + "#" + number;
    }

    /** The action on the {@code number}-th target; only the first carries the arguments. */
    Action action(int number, @Nullable ActionError error) {
        var target = targets.get(number);
        var operation = target.operation();
        return new Action(
                idOf(number),
                tool,
                operation == null ? null : operation.name(),
                operation == null ? null : operation.verb(),
                Summaries.of(tool, input),
                number > 0 || input.isMissingNode()
                        ? null
                        : CanonicalJson.of(LongTexts.cut(input, ARGUMENT_MAX, Set.of())),
                operation == null ? null : reversibility(operation),
                null,
                target.guard(),
                error);
    }

    /** Of what only looks, nobody asks for a way back. */
    private static @Nullable Reversibility reversibility(Operation operation) {
        return operation.verb().onlyReads() && operation.reversibility() == Reversibility.UNKNOWN
                ? null
                : operation.reversibility();
    }

    /** Whether some of it goes to a service, which may refuse without the call failing. */
    boolean reachesService() {
        return operations.stream().anyMatch(operation -> operation.destination() != null);
    }

    /** Whether a fingerprint is one that the call presents, rather than one that it only contains. */
    boolean presents(String fingerprint) {
        return operations.stream().anyMatch(operation -> operation.presented().contains(fingerprint));
    }

    /** The file that the call shows the content of, when it names one. */
    @Nullable
    String fileRead() {
        for (Operation operation : operations) {
            boolean reads = operation.verb() == Verb.READ || operation.verb() == Verb.READ_SECRET;
            for (var resource : operation.resources()) {
                if (reads && resource.id().startsWith("file:")) {
                    return resource.id().substring("file:".length());
                }
            }
        }
        return null;
    }

    boolean readsEnvironment() {
        return operations.stream()
                .anyMatch(operation ->
                        operation.name().equals("env") || operation.name().equals("printenv"));
    }
}
