package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.FORUM;
import static dev.heatup.sandbox.SampleWorld.GUEST;
import static dev.heatup.sandbox.SampleWorld.SLOW;
import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A world in virtual time that began months ago, and bots that know of their own clock alone. */
class BotClocksTest extends SampleWorldTestBase {

    private static final Instant BEGAN = Instant.parse("2026-03-02T08:00:00Z");

    private final SteppedClock clock = new SteppedClock(BEGAN);

    @Override
    Sandbox opened() {
        return Sandbox.simulated(
                new MemoryEventLog(TestWorlds.SEED), SampleWorld.world(), List.of(), time, Duration.ZERO, clock);
    }

    @BeforeEach
    void join() {
        town.joins("ann", SQUARE);
        SampleWorld.BOTS.forEach(town::updates);
    }

    @Test
    void messagesAreFromTodayAndTheLogIsInWorldTime() {
        town.says("ann", SQUARE, "hello");

        Tl.Obj message = town.updates(WARDEN, "message").getFirst();
        assertThat(SandboxDriver.number(message, "date"))
                .isEqualTo(time.instant().getEpochSecond());
        assertThat(town.events().getLast().worldTime()).isEqualTo(BEGAN);
    }

    @Test
    void twoMinutesByTheBotsClockAreTwoMinutesInTheWorld() {
        pass(Duration.ofHours(5));
        long until = time.instant().plus(Duration.ofMinutes(2)).getEpochSecond();
        town.bot(WARDEN, "restrictChatMember", muted(until));

        assertThat(lastRestriction()).isEqualTo(clock.now().plus(Duration.ofMinutes(2)));
        assertThat(SandboxDriver.number(member(), "until_date")).isEqualTo(until);
        assertThat(saying("ann")).isInstanceOf(Reply.Failed.class);
        pass(Duration.ofMinutes(3));
        assertThat(saying("ann")).isInstanceOf(Reply.Done.class);
    }

    @Test
    void twoMinutesAfterAMessageAreTwoMinutesInTheWorld() {
        pass(Duration.ofHours(5));
        town.says("ann", SQUARE, "spam");
        long date = SandboxDriver.number(town.updates(WARDEN, "message").getLast(), "date");
        town.bot(WARDEN, "restrictChatMember", muted(date + 120));

        assertThat(lastRestriction()).isEqualTo(clock.now().plus(Duration.ofMinutes(2)));
    }

    @Test
    void aRestoredWorldLooksLikeToday() {
        sandbox.control().takeSnapshot("begin").join();
        pass(Duration.ofHours(5));
        time.advance(Duration.ofDays(2));
        sandbox.control().restore("begin").join();
        town.says("ann", SQUARE, "hello");

        Tl.Obj message = town.updates(WARDEN, "message").getLast();
        assertThat(SandboxDriver.number(message, "date"))
                .isEqualTo(time.instant().getEpochSecond());
    }

    @Test
    void aBotThatWaitsAsItWasToldIsServed() {
        BotReply.Refused refused = floods();
        Instant told = clock.now();
        Duration wait = Objects.requireNonNull(refused.retryAfter());

        assertThat(told).isEqualTo(BEGAN.plus(wait));
        assertThat(sandbox.pulse().join().busyFor()).isGreaterThan(wait);
        town.bot(WARDEN, "sendMessage", in(SQUARE).with("text", "patient"));
        assertThat(clock.now()).isEqualTo(told);
        assertThat(town.events().getLast().worldTime()).isEqualTo(told);
        assertThat(sandbox.pulse().join().busyFor()).isZero();
    }

    @Test
    void nobodyIsWaitedForWhoDoesNotComeBack() {
        Duration wait = Objects.requireNonNull(floods().retryAfter());
        time.advance(wait.plus(Duration.ofSeconds(10)));

        assertThat(sandbox.pulse().join().busyFor()).isZero();
    }

    @Test
    void aWaitInSlowModeComesTrue() {
        Tl.Builder message = in(SLOW).with("text", "hello");
        town.bot(GUEST, "sendMessage", message);
        town.refusal(GUEST, "sendMessage", message);

        town.bot(GUEST, "sendMessage", message);
        assertThat(clock.now()).isEqualTo(BEGAN.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aWaitThatAFaultMadeUpPasses() {
        sandbox.control()
                .setFaults(List.of(new FaultSpec(
                        "sendMessage",
                        null,
                        1,
                        new Failure.Answer(429, null, "Too Many Requests", Duration.ofSeconds(7)),
                        Duration.ZERO,
                        null)))
                .join();
        town.refusal(WARDEN, "sendMessage", in(FORUM).with("text", "hello"));

        assertThat(clock.now()).isEqualTo(BEGAN.plus(Duration.ofSeconds(7)));
        assertThat(sandbox.pulse().join().busyFor()).isPositive();
    }

    private BotReply.Refused floods() {
        BotReply last = new BotReply.NotImplemented();
        while (!(last instanceof BotReply.Refused)) {
            last = town.botTries(WARDEN, "sendMessage", in(SQUARE).with("text", "again"));
        }
        return (BotReply.Refused) last;
    }

    private void pass(Duration worldTime) {
        clock.moveTo(clock.now().plus(worldTime));
    }

    private Tl.Builder muted(long until) {
        return about(SQUARE, "ann")
                .with(
                        "permissions",
                        Tl.object().with("can_send_messages", false).build())
                .with("until_date", until);
    }

    private Tl.Obj member() {
        return town.botGets(WARDEN, "getChatMember", about(SQUARE, "ann"));
    }

    private Instant lastRestriction() {
        return town.events().stream()
                .map(Event::effect)
                .flatMap(effect ->
                        effect instanceof Effect.MemberSet set && set.member().until() != null
                                ? Stream.of(set.member().until())
                                : Stream.empty())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Reply saying(String person) {
        return town.tries(person, new Call.SendMessage(SQUARE, "hello", person + clock.now(), null));
    }
}
