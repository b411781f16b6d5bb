package dev.recount.delivery.desk;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.paging.Conclusion;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.paging.Receipt;
import dev.recount.delivery.retry.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from an attempt: its receipt, a channel that is closed, who else is to hear of it, and the page after it. */
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final Desk.Outside outside;
    private final PageBook pages;
    private final Closures closures;
    private final Notices notices;

    Outcomes(Desk.Outside outside, PageBook pages, Closures closures, Notices notices) {
        this.outside = outside;
        this.pages = pages;
        this.closures = closures;
        this.notices = notices;
    }

    /**
     * Records an attempt, and answers the pages that are to be kept and looked at because of it, in order.
     *
     * @param file in force
     */
    List<Page> of(Page tried, Pending pending, Channel channel, Instant begun, Verdict verdict, AlertsFile file) {
        var now = outside.ways().clock().instant();
        var page = pages.now(tried).orElse(tried);
        double random = outside.random().getAsDouble();
        var conclusion = Conclusion.of(pending, channel.schedule(), verdict, begun, now, random);
        var attempt = conclusion.attempt();
        outside.receipts().record(Receipt.of(page, channel.type(), attempt, now));
        outside.measures().attempted(channel, pending, attempt.outcome(), now);
        if (verdict instanceof Verdict.Gone) {
            closures.close(channel, now, verdict.detail());
        }
        var next = new ArrayList<Page>();
        if (conclusion.isWorthNotice()) {
            LOG.warn(
                    "not delivered: channel={} messageId={} error={}",
                    page.channel(),
                    pending.messageId(),
                    verdict.detail());
            notices.of(page, pending, verdict.detail(), file, now).ifPresent(next::add);
        }
        if (verdict instanceof Verdict.Delivered) {
            next.addAll(notices.over(page.channel(), now));
        }
        next.add(Paging.tried(page, attempt, conclusion.left()));
        return next;
    }
}
