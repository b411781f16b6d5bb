package dev.recount.delivery.desk;

import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.paging.Page;
import java.util.List;

/** Where the desk's decisions are kept. */
public interface Ledger {

    /** Keeps a page; the latest revision of it counts. */
    void keep(Page page);

    /** Keeps whether a channel is closed. */
    void keep(Closed closed);

    /** What was kept of an incident that the desk no longer holds. */
    List<Page> kept(String incidentId);
}
