package dev.heatup.sandbox.web;

import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events as they are served. */
final class EventJson {

    static final String CSV_HEAD =
            "seq,world_time,account,kind,client_id,run,persona,label,campaign,difficulty,payload,synthetic\r\n";

    private EventJson() {}

    /** A line of RFC 4180, its payload as JSON. */
    static String csv(Event event) {
        Cause cause = event.cause();
        return Stream.of(
                                Long.toString(event.seq()),
                                event.worldTime().toString(),
                                event.actor().toString(),
                                event.effect().kind(),
                                cause.clientId(),
                                cause.run(),
                                cause.persona(),
                                cause.label(),
                                cause.campaign(),
                                cause.difficulty(),
                                new String(TlJson.write(event.effect().payload()), StandardCharsets.UTF_8),
                                "true")
                        .map(EventJson::field)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static Tl orNull(@Nullable String value) {
        return value == null ? new Tl.Null() : Tl.of(value);
    }

    private static String field(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
