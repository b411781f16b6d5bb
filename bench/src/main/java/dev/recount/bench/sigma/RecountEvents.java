package dev.recount.bench.sigma;

import static java.util.Objects.requireNonNull;

import dev.recount.codec.CanonicalJson;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.pipeline.Pipeline;
import dev.recount.sigma.pipeline.PipelineParser;
import dev.recount.streams.enrich.EnrichedEvent;
import dev.recount.streams.enrich.Enrichment;
import java.time.Instant;

/**
 * The flat events as Recount's own, in its Avro, seen by rules as the streams application lets them be seen, but for the facts
 * of enrichment, which are none here. The rules' field names are mapped as a user of Recount would map them.
 */
final class RecountEvents {

    private static final RecordAvro<Event> AVRO = Codecs.released().events();

    private RecountEvents() {}

    /** Maps the names of the rules to those of Recount's event. */
    static Pipeline pipeline() {
        return PipelineParser.parse("agent-action.yml", """
                name: agent actions as Recount events
                priority: 10
                transformations:
                  - id: fields
                    type: field_name_mapping
                    mapping:
                      action: action.operation
                      tool: action.tool
                      command: action.summary
                      file_path: labels.file_path
                      resource: resource.id
                      env: resource.environment
                      credential_id: credential.fingerprint
                      in_scope: labels.in_scope
                      session_id: session.id
                """);
    }

    static byte[] encode(AgentEvent event) {
        return AVRO.encode(of(event));
    }

    static EventFields decode(byte[] bytes) {
        Event event = AVRO.decode(bytes);
        return new EnrichedEvent(event, Enrichment.none(event));
    }

    /** The same with what a sensor would say of the operation, so that the rules that ship have something to look at. */
    static Event withVerb(AgentEvent event) {
        Event plain = of(event);
        Action action = requireNonNull(plain.action());
        return plain.toBuilder()
                .action(new Action(
                        action.id(),
                        action.tool(),
                        action.operation(),
                        verb(event.action()),
                        action.summary(),
                        action.arguments(),
                        null,
                        null,
                        null,
                        null))
                .build();
    }

    private static Verb verb(String operation) {
        return switch (operation) {
            case "credential.read" -> Verb.READ_SECRET;
            case "credential.use" -> Verb.AUTHENTICATE;
            case "resource.delete" -> Verb.DESTROY;
            case "file.write", "resource.update" -> Verb.MODIFY;
            case "shell.exec", "tool.call", "http.request" -> Verb.EXECUTE;
            case "message.send" -> Verb.SEND_EXTERNAL;
            case "repo.push" -> Verb.PUBLISH;
            default -> Verb.READ;
        };
    }

    static Event of(AgentEvent event) {
        Instant at = Instant.ofEpochMilli(event.ts());
        var arguments = RecordJson.MAPPER
                .createObjectNode()
                .put("duration_ms", event.durationMs())
                .put("bytes", event.bytes());
        return Event.of(EventType.ACTION)
                .id(event.eventId())
                .phase(Phase.SUCCEEDED)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at)
                .session(new Session(event.sessionId(), null, null, null, null))
                .actor(new Actor(event.agentId(), ActorKind.AGENT, null, event.model(), event.tenant()))
                .action(new Action(
                        event.eventId(),
                        event.tool(),
                        event.action(),
                        null,
                        event.command(),
                        CanonicalJson.of(arguments),
                        null,
                        null,
                        null,
                        null))
                .credential(
                        event.credentialId().isEmpty()
                                ? null
                                : new Credential(event.credentialId(), null, null, null, null, null, null, null))
                .resource(new Resource(event.resource(), null, event.env(), null, null))
                .causationId(event.parentEventId())
                .traceId(event.promptHash())
                .label("file_path", event.filePath())
                .label("in_scope", Boolean.toString(event.inScope()))
                .label("src_ip", event.srcIp())
                .label("task_id", event.taskId())
                .label("outcome", event.outcome())
                .build();
    }
}
