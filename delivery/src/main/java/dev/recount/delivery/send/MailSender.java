package dev.recount.delivery.send;

import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.retry.Verdict;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.function.Predicate;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Carries messages by SMTP. Certificates and names are verified wherever there is TLS. */
final class MailSender {

    private final Clock clock;
    private final String timeoutMs;
    private final Predicate<InetAddress> open;

    /** @param open the addresses that a channel without {@code allow_private} may go to */
    MailSender(Clock clock, Patience patience, Predicate<InetAddress> open) {
        this.clock = clock;
        this.timeoutMs = Long.toString(patience.answer().toMillis());
        this.open = open;
    }

    Verdict send(Email channel, Message message) {
        try {
            if (!channel.allowPrivate()) {
                var unused = GuardedDns.only(open, channel.host(), InetAddress.getAllByName(channel.host()));
            }
            var session = Session.getInstance(properties(channel));
            var mail = mail(session, channel, message);
            try (var transport = session.getTransport("smtp")) {
                var password = channel.password();
                transport.connect(
                        channel.host(),
                        channel.port(),
                        channel.username(),
                        password == null ? null : password.reveal());
                transport.sendMessage(mail, mail.getAllRecipients());
            }
            return new Verdict.Delivered("SMTP 250");
        } catch (GuardedDns.RefusedAddress e) {
            return new Verdict.Refused("its address is not public (expected: a public one, or allow_private: true)");
        } catch (IOException e) {
            return new Verdict.Later("its name cannot be resolved", null);
        } catch (MessagingException e) {
            return verdict(e);
        }
    }

    private Properties properties(Email channel) {
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
        if (!channel.allowPrivate()) {
            // With implicit TLS too: the connection is made by this factory, and TLS is spoken on it.
            properties.put("mail.smtp.socketFactory", new GuardedSockets(open));
            properties.put("mail.smtp.socketFactory.fallback", "false");
        }
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

    /** RFC 5321 §4.2.1: 5yz is for ever, everything else may pass. */
    private static Verdict verdict(MessagingException failure) {
        int code = code(failure);
        if (code >= 500) {
            return new Verdict.Refused("SMTP " + code);
        }
        return new Verdict.Later(code > 0 ? "SMTP " + code : "no mail server that would take it", null);
    }

    private static int code(Throwable failure) {
        for (Throwable at = failure; at != null; at = next(at)) {
            if (at instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (at instanceof SMTPSenderFailedException sender) {
                return sender.getReturnCode();
            }
            if (at instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                return send.getReturnCode();
            }
        }
        return 0;
    }

    private static @org.jspecify.annotations.Nullable Throwable next(Throwable failure) {
        return failure instanceof SendFailedException send && send.getNextException() != null
                ? send.getNextException()
                : failure.getCause();
    }
}
