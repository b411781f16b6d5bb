package dev.recount.streams.index;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.reference.CredentialEntry;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.ResourceEntry;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What an entry of the registry can be found by beside its id: a credential's other names, a resource's protection group. */
final class RegistryReferences {

    private static final RecordJson<CredentialEntry> CREDENTIALS = RecordJson.of(CredentialEntry.class);
    private static final RecordJson<ResourceEntry> RESOURCES = RecordJson.of(ResourceEntry.class);

    private RegistryReferences() {}

    /** What any version of {@code entry} refers to, as {@link TableKeys#ofKind} writes it. */
    static List<String> of(RegistryEntry entry) {
        return entry.versions().stream()
                .map(version -> version.body())
                .filter(Objects::nonNull)
                .flatMap(body -> names(entry.kind(), body.text()))
                .distinct()
                .map(name -> TableKeys.ofKind(entry.kind(), name))
                .toList();
    }

    private static Stream<String> names(String kind, String body) {
        try {
            if (kind.equals(RegistryKind.CREDENTIALS.wire())) {
                return CREDENTIALS.read(body).aliases().stream();
            }
            return kind.equals(RegistryKind.RESOURCES.wire())
                    ? Stream.ofNullable(RESOURCES.read(body).protectionGroup())
                    : Stream.empty();
        } catch (UnreadableRecord unreadable) {
            return Stream.empty();
        }
    }
}
