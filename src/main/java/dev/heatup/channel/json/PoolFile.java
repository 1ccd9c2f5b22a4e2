package dev.heatup.channel.json;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code {"channels": [{"username", "title", "topic", "language"}]}}. Every mistake is one sentence that names the
 * file, the entry and what is allowed.
 */
final class PoolFile {

    private static final Set<String> POOL_FIELDS = Set.of("channels");
    private static final List<String> CHANNEL_FIELDS = List.of("username", "title", "topic", "language");
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
                || !root.path("channels").isArray()) {
            throw wrong("a pool is an object with the one field channels, a list");
        }
        List<Channel> channels = new ArrayList<>();
        Set<Username> names = new HashSet<>();
        for (JsonNode entry : root.path("channels")) {
            String place = "channels[" + channels.size() + "]";
            Channel channel = channel(place, entry);
            if (!names.add(channel.username())) {
                throw wrong(place + " names " + channel.username() + " a second time; a pool has each channel once");
            }
            channels.add(channel);
        }
        try {
            return new Pool(poolName, channels);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
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

    private Channel channel(String place, JsonNode entry) {
        if (!entry.isObject()) {
            throw wrong(place + " must be an object with " + String.join(", ", CHANNEL_FIELDS));
        }
        for (String field : entry.propertyNames()) {
            if (!CHANNEL_FIELDS.contains(field)) {
                throw wrong(place + " has the unknown field '" + quoted(field) + "'; allowed are "
                        + String.join(", ", CHANNEL_FIELDS));
            }
        }
        String written = text(place, entry, "username");
        Username username = Username.parse(written)
                .orElseThrow(() -> wrong(place + " has the username '" + quoted(written)
                        + "'; allowed are 5 to 32 of a-z, 0-9 and _, starting with a letter"));
        try {
            return new Channel(
                    username, text(place, entry, "title"), text(place, entry, "topic"), text(place, entry, "language"));
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
