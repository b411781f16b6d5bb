package dev.recount.delivery.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.PageState;

/** What the routes answer, as JSON. */
final class DeliveryShapes {

    private DeliveryShapes() {}

    static ObjectNode page(Page page) {
        var shown = RecordJson.MAPPER
                .createObjectNode()
                .put("channel", page.channel())
                .put("state", PageState.of(page).wire())
                .put("key", page.key())
                .put("folded", page.folded());
        if (page.about() != null) {
            shown.put("about", page.about());
        }
        if (page.inheritedBy() != null) {
            shown.put("goes_on_with", page.inheritedBy());
        }
        if (page.pending() != null) {
            shown.put("message_id", page.pending().messageId())
                    .put("type", page.pending().type().wire())
                    .put("next_attempt_at", Micros.text(page.pending().dueAt()));
        }
        var attempts = shown.putArray("attempts");
        page.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return shown;
    }

    /** A page with the incident that it is of, where pages of many stand together. */
    static ObjectNode pageOfMany(Page page) {
        var incident = page.incident();
        var shown = page(page);
        shown.putObject("incident")
                .put("id", page.incidentId())
                .put("title", incident.title())
                .put("severity", incident.severity().wire())
                .put("status", incident.status().wire())
                .put("opened_at", Micros.text(incident.openedAt()));
        return shown;
    }

    private static ObjectNode attempt(Attempt attempt) {
        return RecordJson.MAPPER
                .createObjectNode()
                .put("message_id", attempt.messageId())
                .put("type", attempt.type().wire())
                .put("at", Micros.text(attempt.at()))
                .put("number", attempt.number())
                .put("outcome", attempt.outcome().wire())
                .put("detail", attempt.detail());
    }

    static ObjectNode channel(Deliveries.ChannelState state) {
        var shown = RecordJson.MAPPER
                .createObjectNode()
                .put("name", state.channel().name())
                .put("type", state.channel().type())
                .put("state", state.closed() == null ? "open" : "closed");
        if (state.closed() != null && state.closed().since() != null) {
            shown.put("closed_at", Micros.text(state.closed().since()))
                    .put("why", state.closed().why());
        }
        return shown;
    }

    static ObjectNode card(Card card) {
        var shown = RecordJson.MAPPER
                .createObjectNode()
                .put("headline", card.headline())
                .put("sentence", card.sentence())
                .put("when", card.when())
                .put("undo", card.undo())
                .put("at_risk", card.atRisk());
        var revoke = shown.putArray("revoke");
        card.revoke().forEach(each -> {
            var credential = revoke.addObject().put("credential", each.name());
            each.why().forEach(credential.putArray("why")::add);
        });
        return shown.put("next", card.next())
                .put("link", card.link().toString())
                .put("text", card.text());
    }
}
