package dev.recount.delivery.send;

import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.retry.Verdict;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries messages by SMTP. Certificates and names are verified wherever there is TLS. */
final class MailSender {

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    private final Clock clock;
    private final Patience patience;
    private final Predicate<InetAddress> open;
    private final Watchdog watchdog;

    /** @param open the addresses that a channel without {@code allow_private} may go to */
    MailSender(Clock clock, Patience patience, Predicate<InetAddress> open, Watchdog watchdog) {
        this.clock = clock;
        this.patience = patience;
        this.open = open;
        this.watchdog = watchdog;
    }

    Verdict send(Email channel, Message message) {
        var sockets = new GuardedSockets(channel.allowPrivate() ? any -> true : open);
        var end = watchdog.after(patience.whole(), sockets::cutOff);
        try {
            if (!channel.allowPrivate()) {
                var unused = GuardedDns.only(open, channel.host(), InetAddress.getAllByName(channel.host()));
            }
            var session = Session.getInstance(properties(channel, sockets));
            return hand(session, channel, mail(session, channel, message));
        } catch (GuardedDns.RefusedAddress e) {
            return new Verdict.Refused("its address is not public (expected: a public one, or allow_private: true)");
        } catch (IOException e) {
            return new Verdict.Later("its name cannot be resolved", null);
        } catch (MessagingException e) {
            return sockets.isCutOff() ? new Verdict.Later("timed out", null) : SmtpAnswer.to(e);
        } finally {
            end.cancel(false);
        }
    }

    private static Verdict hand(Session session, Email channel, MimeMessage mail) throws MessagingException {
        var password = channel.password();
        var transport = session.getTransport("smtp");
        try {
            transport.connect(
                    channel.host(), channel.port(), channel.username(), password == null ? null : password.reveal());
            transport.sendMessage(mail, mail.getAllRecipients());
            return new Verdict.Delivered("SMTP 250");
        } finally {
            close(transport);
        }
    }

    /** What the server says to the farewell changes nothing. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("no farewell: error={}", e.toString());
        }
    }

    private Properties properties(Email channel, GuardedSockets sockets) {
        var timeoutMs = Long.toString(patience.answer().toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.auth", channel.username() == null ? "false" : "true");
        properties.put("mail.smtp.connectiontimeout", timeoutMs);
        properties.put("mail.smtp.timeout", timeoutMs);
        properties.put("mail.smtp.writetimeout", timeoutMs);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        boolean starttls = channel.tls() == Email.Tls.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
        if (channel.tls() == Email.Tls.IMPLICIT) {
            properties.put("mail.smtp.ssl.enable", "true");
        }
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        // With implicit TLS too: the connection is made by this factory, and TLS is spoken on it.
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    private MimeMessage mail(Session session, Email channel, Message message) throws MessagingException {
        var mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.id() + "@recount>");
            }
        };
        mail.setFrom(new InternetAddress(channel.from()));
        for (String to : channel.to()) {
            mail.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject(Email.subject(message), StandardCharsets.UTF_8.name());
        mail.setText(Email.text(message), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("References", "<" + message.key().replace('/', '.') + "@recount>");
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        return mail;
    }
}
