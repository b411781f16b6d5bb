package dev.recount.evidence.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SignedNote;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must survive a crash: the last checkpoint that was signed, and how far each partition is in it.
 *
 * @param note the signed checkpoint
 * @param checkpoint what it says
 * @param entryBytes length of the entries
 * @param positions offset of the next record to seal, by partition
 */
record SealedState(SignedNote note, Checkpoint checkpoint, long entryBytes, Map<Integer, Long> positions) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    SealedState {
        positions = Map.copyOf(positions);
    }

    String json() {
        var json = MAPPER.createObjectNode().put("note", note.toString()).put("entry_bytes", entryBytes);
        var next = json.putObject("positions");
        new TreeMap<>(positions).forEach((partition, offset) -> next.put(Integer.toString(partition), offset));
        return json.toPrettyString() + "\n";
    }

    static SealedState parse(String text) throws JsonProcessingException {
        JsonNode json = MAPPER.readTree(text);
        var note = SignedNote.parse(json.path("note").asText());
        var positions = new TreeMap<Integer, Long>();
        json.path("positions")
                .properties()
                .forEach(entry -> positions.put(
                        Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
        return new SealedState(
                note, Checkpoint.parse(note.text()), json.path("entry_bytes").asLong(), positions);
    }
}
