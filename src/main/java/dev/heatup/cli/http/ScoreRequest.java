package dev.heatup.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which score is asked for.
 *
 * @param world null for the main one
 * @param chat null for all groups
 * @param bot null for all bots
 * @param unlabelled whether people's messages without a label count as clean ones
 */
public record ScoreRequest(
        @Nullable String world,
        @Nullable String chat,
        @Nullable Long bot,
        boolean unlabelled) {

    String path() {
        List<String> query = new ArrayList<>();
        add(query, "chat", chat);
        add(query, "bot", bot);
        add(query, "unlabelled", unlabelled ? true : null);
        String place = world == null
                ? "/sandbox/score"
                : "/sandbox/worlds/" + URLEncoder.encode(world, StandardCharsets.UTF_8) + "/score";
        return place + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static void add(List<String> query, String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}
