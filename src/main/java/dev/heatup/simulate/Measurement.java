package dev.heatup.simulate;

import dev.heatup.sandbox.ReplyTimes;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Collects the values of metrics; one without data has none. Not thread-safe. */
final class Measurement {

    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

    Map<Metric, Double> values() {
        return values;
    }

    Measurement visits(VisitCounts visits) {
        values.put(Metric.VISITS, (double) visits.started());
        values.put(Metric.VISITS_FAILED, (double) visits.failed());
        values.put(Metric.STEPS_FAILED, (double) visits.failedSteps());
        return this;
    }

    Measurement events(Stream<Event> events) {
        events.forEach(event -> {
            values.put(Metric.EVENTS, (double) event.seq());
            values.merge(Metric.MESSAGES, isMessage(event.effect()) ? 1.0 : 0.0, Double::sum);
        });
        return this;
    }

    private static boolean isMessage(Effect effect) {
        return effect instanceof Effect.Posted
                || (effect instanceof Effect.MessageSent sent && !(sent.content() instanceof Content.Service));
    }

    Measurement bots(List<BotVerdict> bots) {
        values.put(Metric.BOTS_MISSING, count(bots, BotVerdict.State.MISSING));
        values.put(Metric.BOTS_LOST, count(bots, BotVerdict.State.LOST));
        return this;
    }

    private static double count(List<BotVerdict> bots, BotVerdict.State state) {
        return bots.stream().filter(bot -> bot.state() == state).count();
    }

    Measurement replies(ReplyTimes.Summary replies) {
        values.put(Metric.BOT_REPLIES, (double) replies.replies());
        values.put(Metric.BOT_UNANSWERED, (double) replies.unanswered());
        if (replies.replies() > 0) {
            values.put(Metric.BOT_REPLY_P50, millis(replies.p50()));
            values.put(Metric.BOT_REPLY_P95, millis(replies.p95()));
            values.put(Metric.BOT_REPLY_MAX, millis(replies.longest()));
        }
        return this;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    Measurement score(Score score) {
        score.precision().ifPresent(estimate -> values.put(Metric.PRECISION, estimate.value()));
        score.recall().ifPresent(estimate -> values.put(Metric.RECALL, estimate.value()));
        score.f1().ifPresent(estimate -> values.put(Metric.F1, estimate.value()));
        score.mcc().ifPresent(estimate -> values.put(Metric.MCC, estimate.value()));
        score.people().wrongly().ifPresent(estimate -> values.put(Metric.WRONGLY_STOPPED, estimate.value()));
        values.put(Metric.WRONGLY_BANNED, (double) score.people().harmlessStopped());
        values.put(Metric.WRONGLY_PREVENTED, (double) score.wronglyPrevented());
        return this;
    }
}
