package dev.heatup.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** The rest of what it refuses is tested over HTTP. */
class RequestGuardTest {

    private final RequestGuard guard =
            new RequestGuard(JsonMapper.builder().build(), Map.of("/large", 4 * RequestGuard.MAX_BODY));

    private MockHttpServletResponse answer(String method, int bytes, FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/large");
        request.addHeader("Host", "localhost");
        if (bytes > 0) {
            request.setContent(" ".repeat(bytes).getBytes(StandardCharsets.UTF_8));
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        guard.doFilter(request, response, chain);
        return response;
    }

    @Test
    void fewLargeBodiesAreInMemoryAtOnce() throws Exception {
        CountDownLatch working = new CountDownLatch(RequestGuard.MAX_LARGE_BODIES);
        CountDownLatch done = new CountDownLatch(1);
        List<Future<MockHttpServletResponse>> taken = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < RequestGuard.MAX_LARGE_BODIES; i++) {
                taken.add(threads.submit(() -> answer("PUT", 2 * RequestGuard.MAX_BODY, (_, _) -> {
                    working.countDown();
                    awaitUninterruptibly(done);
                })));
            }
            working.await();

            MockHttpServletResponse refused = answer("PUT", 2 * RequestGuard.MAX_BODY, RequestGuardTest::pass);
            assertThat(refused.getStatus()).isEqualTo(503);
            assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
            assertThat(refused.getContentAsString()).contains("too_many_large_bodies");
            assertThat(answer("PUT", RequestGuard.MAX_BODY, RequestGuardTest::pass)
                            .getStatus())
                    .isEqualTo(200);
            assertThat(answer("GET", 0, RequestGuardTest::pass).getStatus()).isEqualTo(200);

            done.countDown();
            for (Future<MockHttpServletResponse> one : taken) {
                assertThat(one.get().getStatus()).isEqualTo(200);
            }
        }
        assertThat(answer("PUT", 2 * RequestGuard.MAX_BODY, RequestGuardTest::pass)
                        .getStatus())
                .isEqualTo(200);
    }

    private static void pass(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response) {}

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
