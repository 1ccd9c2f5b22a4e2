package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A bot that reckons with its own clock and waits when it is told, in a world whose time jumps. */
class BotClocksInASimulationTest {

    private static final BotToken TOKEN = BotToken.parse("1001:test").orElseThrow();
    private static final Duration MUTED = Duration.ofHours(3);
    private static final int ANSWERS = 12;

    private static final String WORLD = """
            name: town
            seed: 7
            population: {size: 40, visits_per_day: 60}
            channels: [{username: hu_news, title: News, topic: news, language: en, posts_per_day: 24, discussion: hu_talk}]
            groups: [{username: hu_talk, title: Talk, topic: news, language: en, members: 0.8}]
            bots:
              - username: hu_muting_bot
                name: Muting
                id: 1001
                chats: [{chat: hu_talk, rights: [restrict_members, delete_messages]}]
            """;

    @Test
    void theLogDoesNotDependOnWhenTheBotRanOrHowLongItTook() throws InterruptedException {
        List<Event> first = log(Instant.parse("2026-11-30T21:07:13.250Z"), Duration.ZERO);
        List<Event> second = log(Instant.parse("2027-01-09T03:30:59.999Z"), Duration.ofMillis(40));

        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            assertThat(second.get(i)).hasToString(first.get(i).toString());
        }
        assertThat(second).hasSameSizeAs(first);
        assertThat(restrictions(first)).isNotEmpty().allMatch(MUTED::equals);
    }

    private static List<Duration> restrictions(List<Event> events) {
        return events.stream()
                .flatMap(event -> event.effect() instanceof Effect.MemberSet set
                                && set.member().until() != null
                        ? Stream.of(
                                Duration.between(event.worldTime(), set.member().until()))
                        : Stream.empty())
                .toList();
    }

    private static List<Event> log(Instant opened, Duration perCall) throws InterruptedException {
        RunningTime time = new RunningTime(opened, perCall);
        WorldFile.Read world = (WorldFile.Read) WorldFiles.parse(WORLD, CorpusSource.none());
        try (Simulation simulation = new Simulation(
                        world.world(),
                        List.of(),
                        world.corporaByGroup(),
                        time,
                        Duration.ZERO,
                        real -> Thread.onSpinWait());
                MutingBot bot = new MutingBot(simulation.sandbox().bots(), time)) {
            assertThat(simulation.awaitBots(Duration.ofDays(1))).isEmpty();
            simulation.live(Duration.ofHours(2));
            assertThat(bot.refusedTwice).isEmpty();
            assertThat(bot.refused).hasPositiveValue();
            return simulation.events().toList();
        }
    }

    /** Advances with each call of the bot, and at no other time. */
    private static final class RunningTime implements InstantSource {

        private final Duration perCall;
        private volatile Instant now;

        RunningTime(Instant now, Duration perCall) {
            this.now = now;
            this.perCall = perCall;
        }

        @Override
        public Instant instant() {
            return now;
        }

        synchronized void pass() {
            now = now.plus(perCall);
        }
    }

    /** Mutes whoever writes, for some hours of its own clock, and says so more often than it may. */
    private static final class MutingBot implements AutoCloseable {

        private final BotNetwork network;
        private final RunningTime time;
        private final Semaphore news = new Semaphore(1);
        private final Subscription subscription;
        private final Thread thread = Thread.ofPlatform().unstarted(this::live);
        private final List<String> refusedTwice = new ArrayList<>();
        private volatile boolean closing;
        private int offset;
        private final AtomicInteger refused = new AtomicInteger();

        MutingBot(BotNetwork network, RunningTime time) {
            this.network = network;
            this.time = time;
            this.subscription = network.onNews(TOKEN.id(), news::release);
            thread.start();
        }

        private void live() {
            while (!closing) {
                news.acquireUninterruptibly();
                news.drainPermits();
                while (poll() && !closing) {
                    // There may be more.
                }
            }
        }

        private boolean poll() {
            List<Tl.Obj> updates = ((UpdateBatch.There) network.updates(TOKEN, new UpdatesRequest(offset, 20, null))
                            .join())
                    .updates();
            updates.forEach(update -> {
                update.get("message").map(Tl.Obj.class::cast).ifPresent(this::answer);
                offset = Math.toIntExact(update.integer("update_id").orElseThrow() + 1);
            });
            return !updates.isEmpty();
        }

        private void answer(Tl.Obj message) {
            Tl.Obj where = (Tl.Obj) message.get("chat").orElseThrow();
            Tl chat = where.get("id").orElseThrow();
            if (message.get("text").isPresent() && message.get("sender_chat").isEmpty()) {
                Tl from = ((Tl.Obj) message.get("from").orElseThrow()).get("id").orElseThrow();
                long until = time.instant().plus(MUTED).getEpochSecond();
                call(
                        "restrictChatMember",
                        Tl.object()
                                .with("chat_id", chat)
                                .with("user_id", from)
                                .with("permissions", Tl.object().build())
                                .with("until_date", until));
                for (int i = 0; i < ANSWERS; i++) {
                    say(Tl.object().with("chat_id", chat).with("text", "Muted " + i));
                }
            }
        }

        private void say(Tl.Builder message) {
            if (call("sendMessage", message) instanceof BotReply.Refused) {
                refused.incrementAndGet();
                if (call("sendMessage", message) instanceof BotReply.Refused(var _, String why, var _, var _)) {
                    refusedTwice.add(why);
                }
            }
        }

        private BotReply call(String method, Tl.Builder params) {
            time.pass();
            return network.call(TOKEN, new BotCall(method, params.build())).join();
        }

        @Override
        public void close() {
            closing = true;
            news.release();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            subscription.close();
        }
    }
}
