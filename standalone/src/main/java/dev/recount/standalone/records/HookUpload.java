package dev.recount.standalone.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.ingest.source.TranscriptReplay;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends hook payloads one by one to a coding agent's door. That door answers every hook with 200 and {@code {}}, because
 * anything else could stop the agent; what became of a payload stands in the header {@value #OUTCOME}.
 */
public final class HookUpload {

    /** Header of a hook's answer, e.g. {@code accepted=2, duplicates=0, rejected=0}, in events. */
    public static final String OUTCOME = "Recount-Outcome";

    private static final Pattern COUNT = Pattern.compile("(accepted|duplicates|rejected)=(\\d{1,9})");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RecountClient client;
    private final Query door;
    private final Tally tally;
    private final Consumer<String> refusals;

    public HookUpload(RecountClient client, String agent, Tally tally, Consumer<String> refusals) {
        this.client = client;
        this.door = Query.at("v1", "ingest", "hooks", agent);
        this.tally = tally;
        this.refusals = refusals;
    }

    /** Sends the payloads that one record gives. */
    public void add(SourceRecord item, TranscriptReplay replay) {
        JsonNode line;
        try {
            line = MAPPER.readTree(item.json());
        } catch (JsonProcessingException e) {
            refuse(item.place(), "is not JSON");
            return;
        }
        send(item.place(), replay.line(line));
    }

    /** Sends the payloads that the end of a file gives. */
    public void end(String file, TranscriptReplay replay) {
        send(file, replay.end());
    }

    private void send(String place, List<JsonNode> payloads) {
        for (JsonNode payload : payloads) {
            try {
                byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
                count(place, client.postForHeader(door, RecountClient.JSON, body, OUTCOME));
            } catch (RefusedRequest e) {
                if (e.status() == 401 || e.status() == 403) {
                    throw e;
                }
                refuse(place, String.valueOf(e.getMessage()));
            }
        }
    }

    private void count(String place, String outcome) {
        Map<String, Long> counts = new HashMap<>();
        Matcher matcher = COUNT.matcher(outcome);
        while (matcher.find()) {
            counts.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
        if (counts.getOrDefault("rejected", 0L) > 0) {
            refusals.accept(place + ": the server refused it; recount.rejected has the reason");
        }
        tally.add(
                counts.getOrDefault("accepted", 0L),
                counts.getOrDefault("duplicates", 0L),
                counts.getOrDefault("rejected", 0L));
    }

    private void refuse(String place, String reason) {
        refusals.accept(place + ": " + reason);
        tally.add(0, 0, 1);
    }
}
