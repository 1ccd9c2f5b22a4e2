package dev.heatup.channel.json;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code {"channels": [{"username", "title", "topic", "language"}], "groups": [the same], "bots": [{"username",
 * "title", "about", "payloads"}]}}; groups and bots may be missing. Every mistake is one sentence that names the file, the
 * entry and what is allowed.
 */
final class PoolFile {

    private static final List<String> POOL_FIELDS = List.of("channels", "groups", "bots");
    private static final List<String> CHANNEL_FIELDS = List.of("username", "title", "topic", "language");
    private static final List<String> BOT_FIELDS = List.of("username", "title", "about", "payloads");
    private static final int QUOTED = 40;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String file;

    private PoolFile(String file) {
        this.file = file;
    }

    /**
     * @param file as messages name it
     * @throws IllegalArgumentException with the first mistake
     */
    static Pool read(String file, String poolName, byte[] json) {
        return new PoolFile(file).pool(poolName, json);
    }

    private Pool pool(String poolName, byte[] json) {
        JsonNode root = parse(json);
        if (!root.isObject()
                || !POOL_FIELDS.containsAll(root.propertyNames())
                || !root.path("channels").isArray()
                || !isListOrMissing(root.path("groups"))
                || !isListOrMissing(root.path("bots"))) {
            throw wrong("a pool is an object with the list channels and, if it has them, the lists groups and bots");
        }
        Set<Username> names = new HashSet<>();
        List<Channel> chats = new ArrayList<>(entries(
                root,
                "channels",
                names,
                (place, entry) -> channel(place, entry, Channel.Kind.CHANNEL),
                Channel::username));
        chats.addAll(entries(
                root, "groups", names, (place, entry) -> channel(place, entry, Channel.Kind.GROUP), Channel::username));
        List<Bot> bots = entries(root, "bots", names, this::bot, Bot::username);
        try {
            return new Pool(poolName, chats, bots);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private <T> List<T> entries(
            JsonNode root,
            String list,
            Set<Username> names,
            BiFunction<String, JsonNode, T> read,
            Function<T, Username> username) {
        List<T> entries = new ArrayList<>();
        for (JsonNode node : root.path(list)) {
            String place = list + "[" + entries.size() + "]";
            T entry = read.apply(place, node);
            if (!names.add(username.apply(entry))) {
                throw wrong(place + " names " + username.apply(entry) + " a second time; a pool has each name once");
            }
            entries.add(entry);
        }
        return entries;
    }

    private static boolean isListOrMissing(JsonNode node) {
        return node.isMissingNode() || node.isArray();
    }

    private JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s: not JSON, or a field is there twice, near line %d"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr()),
                    e);
        }
    }

    private Channel channel(String place, JsonNode entry, Channel.Kind kind) {
        Username username = username(place, entry, CHANNEL_FIELDS);
        return whole(
                place,
                () -> new Channel(
                        username,
                        text(place, entry, "title"),
                        text(place, entry, "topic"),
                        text(place, entry, "language"),
                        kind));
    }

    private Bot bot(String place, JsonNode entry) {
        Username username = username(place, entry, BOT_FIELDS);
        return whole(
                place,
                () -> new Bot(
                        username,
                        text(place, entry, "title"),
                        entry.has("about") ? text(place, entry, "about") : "",
                        payloads(place, entry.path("payloads"))));
    }

    private List<String> payloads(String place, JsonNode list) {
        if (!isListOrMissing(list) || !list.valueStream().allMatch(JsonNode::isString)) {
            throw wrong(place + " needs a list of texts as payloads");
        }
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    private Username username(String place, JsonNode entry, List<String> fields) {
        if (!entry.isObject()) {
            throw wrong(place + " must be an object with " + String.join(", ", fields));
        }
        for (String field : entry.propertyNames()) {
            if (!fields.contains(field)) {
                throw wrong(place + " has the unknown field '" + quoted(field) + "'; allowed are "
                        + String.join(", ", fields));
            }
        }
        String written = text(place, entry, "username");
        return Username.parse(written)
                .orElseThrow(() -> wrong(place + " has the username '" + quoted(written)
                        + "'; allowed are 5 to 32 of a-z, 0-9 and _, starting with a letter"));
    }

    private <T> T whole(String place, Supplier<T> entry) {
        try {
            return entry.get();
        } catch (IllegalArgumentException e) {
            throw e instanceof Mistake ? e : new Mistake(file + ": " + place + ": " + e.getMessage());
        }
    }

    private String text(String place, JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        if (!value.isString()) {
            throw wrong(place + " needs the text " + field);
        }
        return value.stringValue();
    }

    private Mistake wrong(String what) {
        return new Mistake(file + ": " + what);
    }

    private static String quoted(String text) {
        String line = text.replaceAll("\\p{C}", "\uFFFD");
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED);
    }

    private static final class Mistake extends IllegalArgumentException {
        Mistake(String message) {
            super(message);
        }
    }
}
