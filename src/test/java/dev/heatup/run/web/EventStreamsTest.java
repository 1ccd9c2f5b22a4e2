package dev.heatup.run.web;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heatup.channel.json.ResourcePools;
import dev.heatup.gateway.ScriptedGateway;
import dev.heatup.plan.PlanRules;
import dev.heatup.run.Engine;
import dev.heatup.run.EventCursor;
import dev.heatup.run.MemoryRuns;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.Target;
import dev.heatup.run.Warmups;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.telegram.Gateway;
import dev.heatup.web.ApiProblem;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** Streams of a run that lives and that nobody carries out, on a node with one place and no patience with silence. */
class EventStreamsTest {

    private static final int COMMENTS = 3;

    private final MemorySessions sessions = new MemorySessions(Session::unknown);
    private final MemoryRuns runs = new MemoryRuns(sessions);
    private final Warmups warmups = new Warmups(
            new Warmups.Dependencies(
                    runs,
                    runs,
                    sessions,
                    ResourcePools.builtIn(),
                    new StrategyVisits(Map.of(), ResourcePools.builtIn(), sessions, PlanRules.DEFAULT, (_, _) -> {
                        throw new IllegalStateException("nobody lives here");
                    }),
                    new ScriptedGateway(Gateway.Reach.SANDBOX),
                    Target.SANDBOX,
                    runs,
                    new SettableTime(NOW),
                    System::nanoTime,
                    new Random(1),
                    _ -> "Anna"),
            new Warmups.Options(PlanRules.DEFAULT, Set.of(), 1, new Engine.Slots(1, 1)));
    private final EventStreams streams = new EventStreams(JsonMapper.shared(), 1, Duration.ZERO);

    @BeforeEach
    void create() {
        runs.create(given(1), null, SessionLimit.NONE);
    }

    @AfterEach
    void stop() {
        warmups.close();
    }

    /** Lets something happen with every comment, and is gone after a few. */
    private static final class Listener extends MockHttpServletResponse {

        private final StringBuilder heard = new StringBuilder();
        private final Runnable atComment;
        private int comments;

        Listener(Runnable atComment) {
            this.atComment = atComment;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(byte[] bytes) throws IOException {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    if (text.startsWith(":")) {
                        atComment.run();
                        comments++;
                    }
                    if (comments > COMMENTS) {
                        throw new IOException("gone");
                    }
                    heard.append(text);
                }

                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one});
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }

    private String listen(int after, Listener listener) {
        try (EventCursor eventCursor = warmups.follow(id(1), after).orElseThrow()) {
            streams.tell(eventCursor, after, listener);
            return listener.heard.toString();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void silenceIsFilledWithComments() {
        assertThat(listen(2, new Listener(() -> {}))).isEqualTo(":\n\n".repeat(COMMENTS));
    }

    @Test
    void eventsHaveTheirNumberAndTheirKind() {
        assertThat(listen(0, new Listener(() -> {})).lines().filter(line -> line.matches("(id|event): .*")))
                .containsExactly("id: 1", "event: created", "id: 2", "event: planned");
    }

    @Test
    void whoeverIsGoneLeavesTheirPlaceToTheNext() {
        listen(2, new Listener(() -> {}));
        listen(2, new Listener(() -> {}));

        assertThat(warmups.waiting()).isZero();
    }

    @Test
    void whoeverFindsNoPlaceIsToldWhenToComeAgain() {
        Listener second = new Listener(() -> {});
        listen(
                2,
                new Listener(() -> assertThatExceptionOfType(ApiProblem.class)
                        .isThrownBy(() -> listen(2, second))
                        .satisfies(problem -> {
                            assertThat(problem.status()).isEqualTo(503);
                            assertThat(problem.code()).isEqualTo("too_many_streams");
                        })));

        assertThat(second.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void aStreamIsOverAfterTheEnd() {
        String heard = listen(2, new Listener(() -> runs.cancel(id(1), NOW)));

        assertThat(heard).startsWith(":\n\nid: 3\nevent: ended\ndata: {").endsWith("}\n\n");
    }

    @Test
    void aStreamIsOverWhenTheNodeStops() {
        assertThat(listen(2, new Listener(warmups::stopWaiting))).isEqualTo(":\n\n");
    }
}
