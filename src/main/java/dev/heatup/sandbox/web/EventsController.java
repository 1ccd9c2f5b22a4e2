package dev.heatup.sandbox.web;

import dev.heatup.sandbox.EventFilter;
import dev.heatup.sandbox.EventFilter.Condition;
import dev.heatup.sandbox.EventFilter.Field;
import dev.heatup.sandbox.WorldControl;
import dev.heatup.sandbox.WorldControl.Found;
import dev.heatup.sandbox.spec.DurationFormat;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened in a world, also as it happens. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
public final class EventsController {

    private static final int MAX_PAGE_SIZE = 1000;
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final OpenWorlds worlds;

    public EventsController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    /** Events in order; {@code next} is the {@code after} of the next page, also when there is nothing yet. */
    @GetMapping(
            path = {"/sandbox/events", "/sandbox/worlds/{world}/events"},
            produces = {MediaType.APPLICATION_JSON_VALUE, NDJSON, CSV})
    @Operation(
            summary = "What happened in the sandbox, in order",
            description = "As NDJSON or CSV (Accept), all that there is, unless limit says otherwise.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = NDJSON, schema = @Schema(type = "string")),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    void events(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @Parameter(description = "field:value, all of which must hold")
                    @RequestParam(name = "match", required = false)
                    @Nullable
                    List<String> match,
            @Parameter(description = "how long to wait for the first, like 30s")
                    @RequestParam(name = "wait", required = false)
                    @Nullable
                    String wait,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        WorldControl worldControl = ControlResponses.sandbox(worlds, world).control();
        if (after < 0 || (limit != null && limit < 1)) {
            throw invalid("after is 0 or more, and limit is 1 or more");
        }
        EventFilter filter = filter(request);
        Duration patience = patience(wait);
        String accept = String.valueOf(request.getHeader("Accept"));
        if (accept.contains(NDJSON)) {
            response.setContentType(NDJSON);
            Function<Event, byte[]> line =
                    event -> (new String(TlJson.write(event.shown()), StandardCharsets.UTF_8) + "\n")
                            .getBytes(StandardCharsets.UTF_8);
            stream(worldControl, filter, after, limit, response, line);
        } else if (accept.contains(CSV)) {
            response.setContentType(CSV + ";charset=UTF-8");
            response.getOutputStream().write(EventJson.CSV_HEAD.getBytes(StandardCharsets.UTF_8));
            stream(
                    worldControl,
                    filter,
                    after,
                    limit,
                    response,
                    event -> EventJson.csv(event).getBytes(StandardCharsets.UTF_8));
        } else {
            if (limit != null && limit > MAX_PAGE_SIZE) {
                throw invalid(
                        "limit is 1 to " + MAX_PAGE_SIZE + "; as application/x-ndjson or text/csv there is no bound");
            }
            Found found = ControlResponses.of(worldControl.find(filter, after, limit == null ? 100 : limit, patience));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(TlJson.write(page(found)));
        }
    }

    private static Tl.Obj page(Found found) {
        return Tl.object()
                .with("events", found.events().stream().map(Event::shown).toList())
                .with("next", found.next())
                .with("end", found.end().name().toLowerCase(Locale.ROOT))
                .build();
    }

    /** Page by page, so that no more than one is in memory. */
    private static void stream(
            WorldControl worldControl,
            EventFilter filter,
            long after,
            @Nullable Integer limit,
            HttpServletResponse response,
            Function<Event, byte[]> line)
            throws IOException {
        OutputStream out = response.getOutputStream();
        long left = limit == null ? Long.MAX_VALUE : limit;
        long next = after;
        while (left > 0) {
            Found found = ControlResponses.of(
                    worldControl.find(filter, next, (int) Math.min(left, MAX_PAGE_SIZE), Duration.ZERO));
            for (Event event : found.events()) {
                out.write(line.apply(event));
            }
            left -= found.events().size();
            next = found.next();
            if (found.events().isEmpty()) {
                return;
            }
        }
    }

    /** Taken from the query itself, since a list that Spring makes of it is cut at commas. */
    private static EventFilter filter(HttpServletRequest request) {
        String[] all = request.getParameterValues("match");
        List<Condition> conditions = new ArrayList<>();
        for (String written : all == null ? new String[0] : all) {
            int colon = written.indexOf(':');
            String name = colon < 0 ? written : written.substring(0, colon);
            Field field = Arrays.stream(Field.values())
                    .filter(known -> known.written().equals(name) && colon > 0)
                    .findFirst()
                    .orElseThrow(() -> invalid("match is field:value; fields are "
                            + Arrays.stream(Field.values()).map(Field::written).collect(Collectors.joining(", "))));
            conditions.add(new Condition(field, written.substring(colon + 1)));
        }
        return new EventFilter(conditions);
    }

    private static Duration patience(@Nullable String wait) {
        return wait == null
                ? Duration.ZERO
                : DurationFormat.parse(wait)
                        .filter(given -> given.compareTo(MAX_WAIT) <= 0)
                        .orElseThrow(() -> invalid("wait is a length of time like 30s, at most 5m"));
    }

    private static ApiProblem invalid(String detail) {
        return new ApiProblem(400, "invalid_parameter", detail);
    }
}
