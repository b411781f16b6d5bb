package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Destination;
import dev.recount.event.Resource;
import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a call does, by the operation tables. */
public interface Operations {

    /**
     * One operation.
     *
     * @param name its own name, such as {@code volumeDelete}
     * @param verb what it does to its target; null when no table says
     * @param resource what it is done to
     * @param destination where something is sent
     * @param reversibility whether it can be taken back
     * @param guard what stood in the way, such as {@code forced} or {@code dry_run}
     */
    record Operation(
            @Nullable String name,
            @Nullable Verb verb,
            @Nullable Resource resource,
            @Nullable Destination destination,
            @Nullable Reversibility reversibility,
            @Nullable String guard) {

        /** An operation of which only the name is known. */
        static Operation named(@Nullable String name) {
            return new Operation(name, null, null, null, null, null);
        }
    }

    /**
     * What a tool call does; one shell line may do several things. The most consequential comes first.
     *
     * @param tool the tool's name, such as {@code Bash} or {@code mcp__github__create_issue}
     * @param input the tool's redacted arguments
     */
    List<Operation> ofToolCall(String tool, JsonNode input);

    /**
     * What a provider's API call does.
     *
     * @param provider such as {@code aws} or {@code railway}
     * @param operation the provider's name, such as {@code ec2:DeleteVolume}
     * @param parameters the redacted request parameters
     */
    Operation ofApiCall(String provider, String operation, JsonNode parameters);
}
