package dev.recount.query.lineage;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.query.credential.OneName;
import dev.recount.query.lineage.Edge.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one event says of how things led to one another. What was refused or failed led nowhere. */
final class Relations {

    /** One such statement. */
    record Said(Node from, Node to, Relation relation) {}

    private final List<Said> said = new ArrayList<>();

    private final OneName names;

    private Relations(OneName names) {
        this.names = names;
    }

    /** @param names what credentials are called */
    static List<Said> of(Event event, OneName names) {
        var relations = new Relations(names);
        if (event.phase() != Phase.DENIED && event.phase() != Phase.FAILED) {
            relations.read(event);
        }
        return relations.said;
    }

    private void read(Event event) {
        var party = Node.party(event);
        var credential = Node.credential(event, names);
        var resource = Node.resource(event);
        if (event.type() == EventType.CREDENTIAL) {
            lifeOf(event, party, credential);
        } else if (event.type() == EventType.ACTION) {
            say(party, credential, Relation.USED);
            say(credential.or(() -> party), resource, credential.isPresent() ? Relation.REACHED : Relation.ACTED_ON);
        }
        var session = event.session();
        if (session != null && session.id() != null && session.parentId() != null) {
            var parent = new Node(Node.Kind.SESSION, session.parentId());
            say(Optional.of(parent), Optional.of(new Node(Node.Kind.SESSION, session.id())), Relation.STARTED);
        }
    }

    private void lifeOf(Event event, Optional<Node> party, Optional<Node> credential) {
        if (event.phase() == Phase.DISCOVERED) {
            say(party, credential, Relation.FOUND);
        } else if (event.phase() == Phase.REVOKED) {
            say(party, credential, Relation.REVOKED);
        } else if (event.phase() == Phase.USED) {
            say(party, credential, Relation.USED);
            say(credential, Node.resource(event), Relation.REACHED);
        } else if (event.phase() == Phase.ISSUED || event.phase() == Phase.ROTATED) {
            say(party, credential, Relation.ISSUED);
            say(mintedFrom(event), credential, Relation.MINTED);
        }
    }

    private Optional<Node> mintedFrom(Event event) {
        return Optional.ofNullable(event.credential())
                .flatMap(credential -> Optional.ofNullable(credential.mintedFrom()))
                .map(id -> Node.credential(id, names));
    }

    private void say(Optional<Node> from, Optional<Node> to, Relation relation) {
        if (from.isPresent() && to.isPresent() && !from.equals(to)) {
            said.add(new Said(from.get(), to.get(), relation));
        }
    }
}
