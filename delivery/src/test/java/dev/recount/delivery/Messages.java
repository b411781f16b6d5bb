package dev.recount.delivery;

import dev.recount.alert.Incident;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.card.CredentialToRevoke;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.paging.MessageType;
import java.net.URI;
import java.util.List;

/** Messages for tests. */
public final class Messages {

    public static final URI LINK = URI.create("https://recount.example/#inc_1");

    private Messages() {}

    public static Message of(MessageType type, Incident incident) {
        var revoke = List.of(new CredentialToRevoke("fp_1", List.of("found, not handed out")));
        var card = Card.of(incident, revoke, 3, LINK);
        return new Message("msg_1", type, "recount/" + incident.id(), incident, card, true, Incidents.AT, null);
    }
}
