package dev.heatup.sandbox.bots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotDatesTest {

    private static final Instant OPENED = Instant.parse("2026-11-30T21:07:13.250Z");
    private static final Instant BEGAN = Instant.parse("2026-03-02T08:00:00Z");

    private Instant real = OPENED;
    private final BotDates dates = new BotDates(() -> real);

    BotDatesTest() {
        dates.align(BEGAN);
    }

    @Test
    void aWorldLooksLikeTodayWhenItIsOpened() {
        Tl.Obj message = message(BEGAN.getEpochSecond());

        assertThat(dates.shown(message).integer("date")).contains(OPENED.getEpochSecond());
    }

    @Test
    void allDatesOfAnAnswerAreMovedAndNothingElseIs() {
        Tl.Obj answer = Tl.object()
                .with("message_id", 7)
                .with("edit_date", BEGAN.getEpochSecond())
                .with("reply_to_message", message(BEGAN.getEpochSecond() + 60))
                .with("gone", message(0))
                .with("items", List.of(message(BEGAN.getEpochSecond() + 120)))
                .with("entity", Tl.object().with("unix_time", 5).build())
                .build();

        assertThat(dates.shown(answer))
                .isEqualTo(Tl.object()
                        .with("message_id", 7)
                        .with("edit_date", OPENED.getEpochSecond())
                        .with("reply_to_message", message(OPENED.getEpochSecond() + 60))
                        .with("gone", message(0))
                        .with("items", List.of(message(OPENED.getEpochSecond() + 120)))
                        .with("entity", Tl.object().with("unix_time", 5).build())
                        .build());
    }

    /** The world has gone ahead of the bot's clock by some hours, as it does in virtual time. */
    @ParameterizedTest
    @CsvSource({"PT2M", "PT45S", "PT1H", "PT3H", "PT24H", "P7D", "P366D"})
    void aDateByTheBotsOwnClockIsTheDurationThatTheBotMeant(Duration meant) {
        Instant world = BEGAN.plus(Duration.parse("PT2H17M31.4S"));
        real = OPENED.plusMillis(5_812);

        assertThat(dates.moment(real.plus(meant).getEpochSecond(), world)).contains(world.plus(meant));
    }

    @ParameterizedTest
    @CsvSource({"PT2M", "PT45S", "PT1H", "PT3H", "PT24H", "P7D", "P366D"})
    void aDateCountedFromAMessageIsTheDurationThatTheBotMeant(Duration meant) {
        Instant world = BEGAN.plus(Duration.parse("PT2H17M31.4S"));
        real = OPENED.plusMillis(5_812);
        long shown =
                dates.shown(message(world.getEpochSecond())).integer("date").orElseThrow();

        assertThat(dates.moment(shown + meant.toSeconds(), world)).contains(world.plus(meant));
    }

    /** As in a world that runs faster than the bot's clock. */
    @ParameterizedTest
    @CsvSource({"PT2M", "PT10M", "PT30M", "PT1H"})
    void mostLeadsOfTheWorldLeaveWhatTheBotMeant(Duration meant) {
        int wrong = 0;
        for (int lead = 0; lead < 3600; lead++) {
            Instant world = BEGAN.plusSeconds(lead);
            wrong += dates.moment(OPENED.plus(meant).getEpochSecond(), world).equals(Optional.of(world.plus(meant)))
                    ? 0
                    : 1;
        }

        assertThat(wrong).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 900, 1_600, 2_200})
    void howLongABotTookToCallMakesNoDifference(long latencyMillis) {
        Instant world = BEGAN.plus(Duration.ofHours(5));
        long date = real.getEpochSecond() + 120;
        real = Instant.ofEpochSecond(real.getEpochSecond()).plusMillis(latencyMillis);

        assertThat(dates.moment(date, world)).contains(world.plus(Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE})
    void whatTelegramHasNoDateForIsNone(long date) {
        assertThat(dates.moment(date, BEGAN)).isEmpty();
    }

    @Test
    void aDateThatIsPastByBothClocksIsPast() {
        assertThat(dates.moment(120, BEGAN).orElseThrow()).isBefore(BEGAN);
    }

    @Test
    void aBotGetsTheDateBackThatItGave() {
        Instant ends = BEGAN.plus(Duration.ofMinutes(2));
        long given = OPENED.getEpochSecond() + 119;
        dates.remember(5, ends, given);

        assertThat(dates.shown(member(5, ends)).integer("until_date")).contains(given);
        assertThat(dates.shown(member(6, ends)).integer("until_date")).contains(OPENED.getEpochSecond() + 120);
        dates.align(BEGAN);
        assertThat(dates.shown(member(5, ends)).integer("until_date")).contains(OPENED.getEpochSecond() + 120);
    }

    private static Tl.Obj message(long date) {
        return Tl.object().with("date", date).build();
    }

    private static Tl.Obj member(long user, Instant until) {
        return Tl.object()
                .with("user", Tl.object().with("id", user).build())
                .with("until_date", until.getEpochSecond())
                .build();
    }
}
