package dev.heatup.sandbox.spec;

import dev.heatup.channel.Username;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bot that a world expects.
 *
 * @param about what it says of itself
 * @param id the number before the colon of its token; without one, the first unknown token takes the first bot that
 *     nobody took
 * @param privacy whether it sees only what is addressed to it in groups where it is no administrator
 * @param payloads of deep links with which people may start it
 * @param chats where it is from the start
 */
public record BotSpec(
        Username username,
        String name,
        String about,
        @Nullable Long id,
        boolean privacy,
        List<String> payloads,
        List<Place> chats) {

    /** <a href="https://core.telegram.org/bots/api#setmyname">setMyName</a>. */
    public static final int MAX_NAME = 64;

    /** <a href="https://core.telegram.org/bots/api#setmyshortdescription">setMyShortDescription</a>. */
    public static final int MAX_ABOUT = 120;

    /** User identifiers have at most 52 significant bits (<a href="https://core.telegram.org/bots/api#user">User</a>). */
    public static final long MAX_ID = (1L << 52) - 1;

    public static final int MAX_PAYLOADS = 100;
    public static final int MAX_CHATS = 200;

    private static final String SUFFIX = "bot";

    /** <a href="https://core.telegram.org/bots/features#deep-linking">Deep linking</a>. */
    private static final Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public BotSpec {
        payloads = List.copyOf(payloads);
        chats = List.copyOf(chats);
        RuleCollector ruleCollector = new RuleCollector();
        ruleCollector.that(username.value().endsWith(SUFFIX), "username", "a bot's username ends in " + SUFFIX);
        ruleCollector.line(name, 1, MAX_NAME, "name");
        ruleCollector.line(about, 0, MAX_ABOUT, "about");
        if (id != null) {
            ruleCollector.between(id, 1, MAX_ID, "id");
        }
        ruleCollector.atMost(MAX_PAYLOADS, payloads, "payloads");
        ruleCollector.distinct(payloads, "payloads");
        for (int i = 0; i < payloads.size(); i++) {
            ruleCollector.that(
                    PAYLOAD.matcher(payloads.get(i)).matches(),
                    "payloads[" + i + "]",
                    "allowed are 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        ruleCollector.atMost(MAX_CHATS, chats, "chats");
        ruleCollector.distinct(chats.stream().map(Place::chat).toList(), "chats");
        ruleCollector.enforce();
    }

    /**
     * Where a bot is.
     *
     * @param rights as an administrator; a plain member has none
     */
    public record Place(Username chat, Set<AdminRight> rights) {
        public Place {
            rights = Collections.unmodifiableSet(
                    rights.isEmpty() ? EnumSet.noneOf(AdminRight.class) : EnumSet.copyOf(rights));
        }
    }
}
