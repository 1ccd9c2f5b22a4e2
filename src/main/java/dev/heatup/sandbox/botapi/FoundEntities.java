package dev.heatup.sandbox.botapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Telegram finds in plain text: mentions, hashtags, cashtags, commands, links and addresses. The patterns are those
 * that TDLib's sources state; links are its procedure in short. A link without a scheme needs a top-level domain that is
 * known: those of countries, the most common others, and {@code example} and {@code test}, which the sandbox's people
 * use and Telegram does not know.
 */
final class FoundEntities {

    private static final String WORD = "\\p{L}\\p{N}_";
    private static final String TAG = "\\p{L}\\p{Nd}_\u200c\u00b7\u0d80-\u0dff";
    private static final String USER = "@[a-zA-Z0-9_]{3,32}";

    private static final Pattern MENTION =
            Pattern.compile("(?<![" + WORD + "])@([a-zA-Z0-9_]{2,32}+)(?![" + WORD + "])");
    private static final Pattern COMMAND = Pattern.compile(
            "(?<![" + WORD + "/<>])/[a-zA-Z0-9_]{1,64}+(?:" + USER + "+(?![" + WORD + "/<>])|(?![" + WORD + "/<>@]))");
    private static final Pattern HASHTAG =
            Pattern.compile("(?<![" + TAG + "])#([" + TAG + "]{1,256}+)(?:" + USER + "+)?(?![" + TAG + "]*#)");
    private static final Pattern CASHTAG =
            Pattern.compile("(?<![$" + TAG + "])\\$(?:1INCH|[A-Z]{1,8}+)(?:" + USER + "+)?(?![$" + TAG + "])");

    private static final Pattern EMAIL = Pattern.compile("(?<![" + WORD + "/#@.+-])"
            + "(?:[a-zA-Z0-9_-]{0,26}[.+]){0,10}[a-zA-Z0-9_-]{1,35}"
            + "@(?:(?:[a-zA-Z0-9][a-zA-Z0-9_-]{0,28})?[a-zA-Z0-9][.]){1,6}[a-zA-Z]{2,8}(?![" + WORD + "-])");

    /** Bounded everywhere, so that no text is slow to search. Domain and port, then path; a scheme or a user before, if any. */
    private static final Pattern LINK = Pattern.compile(
            "(?<![" + WORD + "/#@.~-])"
                    + "((?:https?|ftp|tonsite)://)?([^\\s/\\[\\]{}()'`<>\"@\u00ab\u00bb]{1,64}+@)?"
                    + "((?:[\\p{L}\\p{N}_~-]{1,63}+\\.){1,20}[\\p{L}\\p{N}-]{1,63}+)(?::[0-9]{1,5})?"
                    + "([/?#][^\\s<>\"\u00ab\u00bb]*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.|$)){4}");
    private static final Pattern HOST = Pattern.compile("(?:[^.]{0,62}[^.-]\\.)+[^.]*");

    /** They end a sentence rather than a link. */
    private static final String NO_END = ".:;,('?!`";

    /** Shorter than a username can be today. */
    private static final Set<String> SHORT_USERNAMES = Set.of("gif", "nft", "pic", "ufc", "vid");

    private static final Set<String> TOP_LEVEL = Stream.concat(
                    Stream.of(Locale.getISOCountries()).map(code -> code.toLowerCase(Locale.ROOT)),
                    Stream.of(
                            "com", "org", "net", "info", "biz", "edu", "gov", "mil", "int", "name", "pro", "app", "dev",
                            "xyz", "online", "site", "shop", "store", "club", "top", "tech", "blog", "news", "live",
                            "link", "click", "space", "website", "cloud", "page", "art", "bot", "chat", "team", "games",
                            "money", "cash", "vip", "win", "work", "world", "today", "media", "agency", "email",
                            "digital", "eu", "uk", "su", "ac", "рф", "example", "test"))
            .collect(Collectors.toUnmodifiableSet());

    private FoundEntities() {}

    /** In order; none overlaps another. */
    static List<Entity> in(String text) {
        List<Entity> all = new ArrayList<>();
        find(MENTION, text, EntityType.MENTION, all);
        all.removeIf(mention -> mention.length() <= 4
                && !SHORT_USERNAMES.contains(
                        text.substring(mention.offset() + 1, mention.end()).toLowerCase(Locale.ROOT)));
        find(COMMAND, text, EntityType.BOT_COMMAND, all);
        find(HASHTAG, text, EntityType.HASHTAG, all);
        all.removeIf(tag -> tag.type() == EntityType.HASHTAG
                && text.substring(tag.offset(), tag.end())
                        .replaceAll("@.*", "")
                        .codePoints()
                        .noneMatch(Character::isLetter));
        find(CASHTAG, text, EntityType.CASHTAG, all);
        find(EMAIL, text, EntityType.EMAIL, all);
        links(text, all);
        return withoutOverlaps(all);
    }

    private static void find(Pattern pattern, String text, EntityType type, List<Entity> into) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            into.add(new Entity(type, found.start(), found.end() - found.start()));
        }
    }

    private static void links(String text, List<Entity> into) {
        Matcher found = LINK.matcher(text);
        while (found.find()) {
            int end = found.start(4) < 0 ? found.end() : pathEnd(text, found.start(4), found.end());
            boolean schemed = found.start(1) >= 0;
            if (isHost(found.group(3), schemed) && (schemed || found.start(2) < 0 || end > found.end(3))) {
                into.add(new Entity(EntityType.URL, found.start(), end - found.start()));
            }
        }
    }

    private static boolean isHost(String host, boolean schemed) {
        if (IPV4.matcher(host).matches()) {
            return true;
        }
        String top = host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches() || top.length() < 2 || top.chars().allMatch(Character::isDigit)) {
            return false;
        }
        return top.startsWith("xn--") || (!top.contains("-") && (schemed || TOP_LEVEL.contains(top)));
    }

    /** Before a bracket that was not opened in it, and before punctuation at the end. */
    private static int pathEnd(String text, int from, int to) {
        int[] open = new int[3];
        int end = from;
        for (boolean balanced = true; end < to && balanced; ) {
            int opening = "([{".indexOf(text.charAt(end));
            int closing = ")]}".indexOf(text.charAt(end));
            if (opening >= 0) {
                open[opening]++;
            }
            balanced = closing < 0 || --open[closing] >= 0;
            end += balanced ? 1 : 0;
        }
        while (end > from && NO_END.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == from + 1 && text.charAt(from) != '/' ? from : end;
    }

    private static List<Entity> withoutOverlaps(List<Entity> all) {
        List<Entity> kept = new ArrayList<>();
        for (Entity entity : all.stream().sorted().toList()) {
            if (kept.isEmpty() || entity.offset() >= kept.getLast().end()) {
                kept.add(entity);
            }
        }
        return kept;
    }
}
