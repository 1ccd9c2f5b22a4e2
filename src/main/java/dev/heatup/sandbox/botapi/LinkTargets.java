package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a link in a marked-up text stands for. */
final class LinkTargets {

    private static final Pattern USER =
            Pattern.compile("tg:(?://)?user/?\\?(?:[^#]*&)?id=([0-9]{1,18})(?:[&#].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern EMOJI =
            Pattern.compile("tg:(?://)?emoji/?\\?(?:[^#]*&)?id=(-?[0-9]{1,19})(?:[&#].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("tg:(?://)?time/?\\?([^#]*).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIX = Pattern.compile("(?:^|&)unix=([0-9]{1,10})(?:&|$)");
    private static final Pattern FORMAT = Pattern.compile("(?:^|&)format=([^&]*)");
    private static final Pattern TG =
            Pattern.compile("(tg|ton|tonsite):(?://)?([a-zA-Z0-9_.-]+.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTTP = Pattern.compile(
            "(?:(https?)://)?((?:[^/?#@\\s]*@)?)([^/?#:@\\s]+\\.[^/?#:@\\s]+)(:[0-9]{1,5})?([/?#]\\S*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE_FORMAT = Pattern.compile("[rR]|[tTdDwW]*");

    private LinkTargets() {}

    /** The entity's type and its fields; empty for what Telegram takes for no link, whose text stays plain. */
    record Meant(EntityType type, Tl.Obj more) {}

    static Optional<Meant> of(String url) {
        Matcher user = USER.matcher(url);
        if (user.matches()) {
            return Optional.of(new Meant(
                    EntityType.TEXT_MENTION,
                    Tl.object()
                            .with(
                                    "user",
                                    Tl.object()
                                            .with("id", Long.parseLong(user.group(1)))
                                            .build())
                            .build()));
        }
        return checked(url)
                .map(link -> new Meant(
                        EntityType.TEXT_LINK, Tl.object().with("url", link).build()));
    }

    /** Completed to a URL with scheme and path. */
    static Optional<String> checked(String url) {
        Matcher tg = TG.matcher(url);
        if (tg.matches()) {
            return Optional.of(lower(tg.group(1)) + "://" + tg.group(2));
        }
        Matcher http = HTTP.matcher(url);
        if (!http.matches()) {
            return Optional.empty();
        }
        String rest = http.group(5) == null ? "/" : http.group(5);
        return Optional.of((http.group(1) == null ? "http" : lower(http.group(1))) + "://" + http.group(2)
                + lower(http.group(3)) + (http.group(4) == null ? "" : http.group(4))
                + (rest.startsWith("/") ? rest : "/" + rest));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** What a picture in MarkdownV2 stands for. */
    static Meant picture(String url) throws Rejected {
        Matcher emoji = EMOJI.matcher(url);
        if (emoji.matches()) {
            return customEmoji(emoji.group(1));
        }
        Matcher time = TIME.matcher(url);
        Matcher unix = UNIX.matcher(time.matches() ? time.group(1) : "");
        if (!unix.find()) {
            throw new Rejected("Invalid tg://emoji or tg://time URL specified");
        }
        Matcher format = FORMAT.matcher(time.group(1));
        return date(Long.parseLong(unix.group(1)), format.find() ? format.group(1) : "");
    }

    static Meant customEmoji(String id) throws Rejected {
        BigInteger number = id.matches("-?[0-9]{1,19}") ? new BigInteger(id) : BigInteger.ZERO;
        if (number.signum() == 0 || number.bitLength() >= Long.SIZE) {
            throw new Rejected("Invalid custom emoji identifier specified");
        }
        return new Meant(
                EntityType.CUSTOM_EMOJI, Tl.object().with("custom_emoji_id", id).build());
    }

    static Meant date(long unixTime, String format) throws Rejected {
        if (!DATE_FORMAT.matcher(format).matches()) {
            throw new Rejected("Invalid date format used");
        }
        return new Meant(
                EntityType.DATE_TIME,
                Tl.object()
                        .with("unix_time", unixTime)
                        .with("date_time_format", format)
                        .build());
    }
}
