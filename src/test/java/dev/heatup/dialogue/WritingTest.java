package dev.heatup.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heatup.llm.Tokens;
import dev.heatup.persona.Persona;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WritingTest {

    private static final Persona ANN = new Persona(1, "Ann", "en", List.of("news"), Persona.Temper.STEADY, 8);
    private static final Place GROUP = new Place("Talk", "news", "en", Place.Kind.GROUP);
    private static final Place BOT = new Place("Menu", "", "en", Place.Kind.BOT);
    private static final Tokens SOME = new Tokens(3, 2, 1);
    private static final Move FALLBACK = new Move.Say("from the fallback");

    private static Move written(Place place, boolean mayEnd, Move move) {
        return writing(new Writer.Answer.Written(move, SOME))
                .next(request(place, mayEnd), Duration.ofSeconds(20))
                .move();
    }

    private static Writing writing(Writer.Answer answer) {
        return new Writing((_, _) -> answer, (_, _) -> new Writer.Answer.Written(FALLBACK, Tokens.NONE));
    }

    private static WritingRequest request(Place place, boolean mayEnd) {
        return new WritingRequest(ANN, place, new Occasion(List.of(), "say hi", null, List.of("A", "B"), mayEnd, 1));
    }

    @Test
    void whatIsUsableIsTaken() {
        assertThat(written(GROUP, false, new Move.Say("  Good morning, all. ")))
                .isEqualTo(new Move.Say("Good morning, all."));
        assertThat(written(BOT, false, new Move.Choose(1))).isEqualTo(new Move.Choose(1));
        assertThat(written(BOT, true, new Move.End())).isEqualTo(new Move.End());
        assertThat(written(BOT, false, new Move.Say("/menu"))).isEqualTo(new Move.Say("/menu"));
    }

    @Test
    void whatIsNotUsableIsWrittenByTheFallback() {
        for (Move move : List.of(
                new Move.Say(""),
                new Move.Say("x".repeat(501)),
                new Move.Say("two\nlines"),
                new Move.Say("see https://elsewhere.test"),
                new Move.Say("see elsewhere.com now"),
                new Move.Say("www.elsewhere"),
                new Move.Say("ask @somebody"),
                new Move.Say("/start"),
                new Move.Choose(-1),
                new Move.Choose(2),
                new Move.End())) {
            assertThat(written(GROUP, false, move)).as(move.toString()).isEqualTo(FALLBACK);
        }
    }

    @Test
    void troubleIsWrittenAroundAndItsCostIsCounted() {
        Writing.Result result = writing(new Writer.Answer.Nothing("no answer", SOME))
                .next(request(GROUP, false), Duration.ofSeconds(20));

        assertThat(result).isEqualTo(new Writing.Result(FALLBACK, SOME));
    }

    @Test
    void aWriterHasEightSecondsAtMost() {
        Duration[] given = new Duration[1];
        Writing writing = new Writing(
                (_, patience) -> {
                    given[0] = patience;
                    return new Writer.Answer.Written(FALLBACK, Tokens.NONE);
                },
                (_, _) -> new Writer.Answer.Nothing("never asked", Tokens.NONE));

        writing.next(request(GROUP, false), Duration.ofSeconds(20));
        assertThat(given[0]).isEqualTo(Writing.PATIENCE);
        writing.next(request(GROUP, false), Duration.ofSeconds(2));
        assertThat(given[0]).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aFallbackThatFindsNothingIsAMistakeOfOurs() {
        Writing broken = new Writing(
                (_, _) -> new Writer.Answer.Nothing("no", SOME), (_, _) -> new Writer.Answer.Nothing("no", SOME));

        assertThatIllegalStateException().isThrownBy(() -> broken.next(request(GROUP, false), Duration.ZERO));
    }

    @Test
    void linesAndOccasionsAreBounded() {
        Line line = new Line("x".repeat(99), "a \n b\u202E" + "y".repeat(900), false);
        Occasion occasion =
                new Occasion(Collections.nCopies(30, line), "hi", line, Collections.nCopies(30, "option"), false, 1);

        assertThat(line.who()).hasSize(64);
        assertThat(line.text()).hasSize(500).startsWith("a b\uFFFD");
        assertThat(occasion.lines()).hasSize(20);
        assertThat(occasion.options()).hasSize(12);
    }

    @Test
    void theLabelThatSharesMostWithTheIntentIsClosest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            assertThat(Likeness.closest("заказать суп", List.of("Помощь", "Заказ", "Назад"), random))
                    .isEqualTo(1);
            assertThat(Likeness.closest("nothing of it", List.of("A", "B"), random))
                    .isBetween(0, 1);
        }
    }
}
