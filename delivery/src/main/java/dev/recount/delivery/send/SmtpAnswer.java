package dev.recount.delivery.send;

import dev.recount.delivery.retry.Verdict;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** What a mail server said to a message that not everybody gets (RFC 5321 §4.2.1: 5yz is for ever, everything else may pass). */
final class SmtpAnswer {

    private static final int FOR_EVER = 500;
    private static final Pattern CODE = Pattern.compile("([245][0-9]{2})\\b.*", Pattern.DOTALL);

    private SmtpAnswer() {}

    /** What {@code failure} means for the message. */
    static Verdict to(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            // Not about the message: a password that is mended delivers it.
            var answer = CODE.matcher(String.valueOf(failure.getMessage()));
            return new Verdict.Later(
                    (answer.matches() ? "SMTP " + answer.group(1) + ": " : "")
                            + "it does not take the username and password",
                    null);
        }
        var codes = codes(failure);
        if (codes.isEmpty()) {
            return new Verdict.Later("no mail server that would take it", null);
        }
        int mildest = codes.stream().min(Integer::compare).orElseThrow();
        if (mildest < FOR_EVER) {
            return new Verdict.Later("SMTP " + mildest, null);
        }
        int taken = failure instanceof SendFailedException some && some.getValidSentAddresses() != null
                ? some.getValidSentAddresses().length
                : 0;
        return taken == 0
                ? new Verdict.Refused("SMTP " + mildest)
                : new Verdict.Delivered("SMTP 250, but SMTP " + mildest + " for " + codes.size() + " of "
                        + (taken + codes.size()) + " receivers");
    }

    /** What it did not take: the sender, the text, or receivers, each with a code of its own. */
    private static List<Integer> codes(Throwable failure) {
        var codes = new ArrayList<Integer>();
        for (@Nullable Throwable at = failure; at != null; at = next(at)) {
            if (at instanceof SMTPAddressFailedException address) {
                codes.add(address.getReturnCode());
            } else if (at instanceof SMTPSenderFailedException sender) {
                codes.add(sender.getReturnCode());
            } else if (at instanceof SMTPSendFailedException send && send.getReturnCode() >= 400) {
                codes.add(send.getReturnCode());
            }
        }
        return codes;
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof SendFailedException send && send.getNextException() != null
                ? send.getNextException()
                : failure.getCause();
    }
}
