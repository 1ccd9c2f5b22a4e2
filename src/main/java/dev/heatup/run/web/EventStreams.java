package dev.heatup.run.web;

import dev.heatup.run.EventCursor;
import dev.heatup.run.RunEvent;
import dev.heatup.web.ApiProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells runs' events as they come, as Server-Sent Events; each on its request's own virtual thread, which sleeps in between.
 * Events are looked up and not queued, so that a slow listener costs no memory. Thread-safe.
 */
final class EventStreams {

    private static final String RETRY_AFTER_SECONDS = "5";
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final JsonMapper json;
    private final Semaphore places;
    private final int most;
    private final Duration silence;

    /**
     * @param most how many streams are open at once
     * @param silence after it a comment is sent, which keeps proxies from hanging up and shows whether the listener is there
     */
    EventStreams(JsonMapper json, int most, Duration silence) {
        this.json = json;
        this.places = new Semaphore(most);
        this.most = most;
        this.silence = silence;
    }

    /** Returns when the run has ended, the listener is gone or this node stops. */
    void tell(EventCursor eventCursor, int after, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            throw new ApiProblem(
                    503, "too_many_streams", "this node has " + most + " event streams open already; try again later");
        }
        try {
            List<RunEvent> known = eventCursor.next(Duration.ZERO);
            if (known.isEmpty() && eventCursor.hasEnded()) {
                // Browsers open a stream again whenever it ends, unless they are told this.
                response.setStatus(HttpStatus.NO_CONTENT.value());
                return;
            }
            open(response);
            tell(eventCursor, after, known, response.getOutputStream());
        } finally {
            places.release();
        }
    }

    /** The beginning of an answer that nobody on the way keeps back. */
    static void open(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
    }

    private void tell(EventCursor eventCursor, int after, List<RunEvent> known, OutputStream out)
            throws InterruptedException {
        try {
            int told = write(known, after, out);
            while (!eventCursor.isOver()) {
                List<RunEvent> fresh = eventCursor.next(silence);
                if (fresh.isEmpty()) {
                    out.write(HEARTBEAT);
                }
                told = write(fresh, told, out);
            }
        } catch (IOException e) {
            // Whoever listened is gone.
        }
    }

    /** Answers the number of the last that was told. */
    private int write(List<RunEvent> events, int before, OutputStream out) throws IOException {
        for (NumberedEvent told : NumberedEvent.of(events, before)) {
            out.write("id: %d\nevent: %s\ndata: %s\n\n"
                    .formatted(told.id(), told.event(), json.writeValueAsString(told.data()))
                    .getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        return before + events.size();
    }
}
