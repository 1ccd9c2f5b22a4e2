package dev.heatup.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class DeferredBodyTest {

    private final DeferredBody deferredBody = new DeferredBody("body".getBytes(StandardCharsets.UTF_8));
    private final BodySubscriber<String> taken = BodySubscribers.ofString(StandardCharsets.UTF_8);

    @Test
    void aBodyHandedOverCanNotBeWithdrawn() {
        deferredBody.subscribe(listening());

        assertThat(deferredBody.withdraw()).isFalse();
        assertThat(taken.getBody().toCompletableFuture()).isCompletedWithValue("body");
    }

    @Test
    void aBodyWithdrawnIsNeverHandedOver() {
        assertThat(deferredBody.withdraw()).isTrue();

        deferredBody.subscribe(listening());

        assertThat(taken.getBody().toCompletableFuture()).isCompletedExceptionally();
        assertThat(deferredBody.withdraw()).isTrue();
    }

    private Flow.Subscriber<ByteBuffer> listening() {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                taken.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer item) {
                taken.onNext(List.of(item));
            }

            @Override
            public void onError(Throwable error) {
                taken.onError(error);
            }

            @Override
            public void onComplete() {
                taken.onComplete();
            }
        };
    }
}
