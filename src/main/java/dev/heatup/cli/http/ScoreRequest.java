package dev.heatup.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which score is asked for.
 *
 * @param world null for the one that runs
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
        String place = world == null ? "/sandbox" : "/sandbox/worlds/" + escaped(world);
        return place + "/score" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static void add(List<String> query, String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + "=" + escaped(value.toString()));
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
