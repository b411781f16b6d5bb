package dev.recount.delivery.card;

import dev.recount.alert.Incident;
import java.util.List;
import java.util.Optional;

/** What is known of an incident beyond the incident itself. Whoever has an index answers better than the incident can. */
public interface Surroundings {

    /** Only what the incident itself says. */
    Surroundings NONE = new Surroundings() {
        @Override
        public Optional<Incident> incident(String id) {
            return Optional.empty();
        }

        @Override
        public List<String> teams(Incident incident) {
            return List.of();
        }

        @Override
        public List<CredentialToRevoke> revokeFirst(Incident incident) {
            return incident.credentials().stream()
                    .map(name -> new CredentialToRevoke(name, List.of()))
                    .toList();
        }
    };

    /** The incident of that id, as it is now. */
    Optional<Incident> incident(String id);

    /** Who answers for what the incident touched. */
    List<String> teams(Incident incident);

    /** The credentials to revoke that are still live, worst first. */
    List<CredentialToRevoke> revokeFirst(Incident incident);
}
