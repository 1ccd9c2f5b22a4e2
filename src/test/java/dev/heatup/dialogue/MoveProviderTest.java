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

class MoveProviderTest {

    private static final Persona ANN = new Persona(1, "Ann", "en", List.of("news"), Persona.Temper.STEADY, 8);
    private static final WritingPlace GROUP = new WritingPlace("Talk", "news", "en", WritingPlace.Kind.GROUP);
    private static final WritingPlace BOT = new WritingPlace("Menu", "", "en", WritingPlace.Kind.BOT);
    private static final Tokens SOME = new Tokens(3, 2, 1);
    private static final Move FALLBACK = new Move.Say("from the fallback");

    private static Move written(WritingPlace writingPlace, boolean mayEnd, Move move) {
        return writing(new MessageWriter.Answer.Written(move, SOME))
                .next(request(writingPlace, mayEnd), Duration.ofSeconds(20))
                .move();
    }

    private static MoveProvider writing(MessageWriter.Answer answer) {
        return new MoveProvider((_, _) -> answer, (_, _) -> new MessageWriter.Answer.Written(FALLBACK, Tokens.NONE));
    }

    private static WritingRequest request(WritingPlace writingPlace, boolean mayEnd) {
        return new WritingRequest(
                ANN, writingPlace, new WritingOccasion(List.of(), "say hi", null, List.of("A", "B"), mayEnd, 1));
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
        MoveProvider.Result result = writing(new MessageWriter.Answer.Nothing("no answer", SOME))
                .next(request(GROUP, false), Duration.ofSeconds(20));

        assertThat(result).isEqualTo(new MoveProvider.Result(FALLBACK, SOME));
    }

    @Test
    void aWriterHasEightSecondsAtMost() {
        Duration[] given = new Duration[1];
        MoveProvider moveProvider = new MoveProvider(
                (_, patience) -> {
                    given[0] = patience;
                    return new MessageWriter.Answer.Written(FALLBACK, Tokens.NONE);
                },
                (_, _) -> new MessageWriter.Answer.Nothing("never asked", Tokens.NONE));

        moveProvider.next(request(GROUP, false), Duration.ofSeconds(20));
        assertThat(given[0]).isEqualTo(MoveProvider.PATIENCE);
        moveProvider.next(request(GROUP, false), Duration.ofSeconds(2));
        assertThat(given[0]).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aFallbackThatFindsNothingIsAMistakeOfOurs() {
        MoveProvider broken = new MoveProvider(
                (_, _) -> new MessageWriter.Answer.Nothing("no", SOME),
                (_, _) -> new MessageWriter.Answer.Nothing("no", SOME));

        assertThatIllegalStateException().isThrownBy(() -> broken.next(request(GROUP, false), Duration.ZERO));
    }

    @Test
    void linesAndOccasionsAreBounded() {
        ChatLine chatLine = new ChatLine("x".repeat(99), "a \n b\u202E" + "y".repeat(900), false);
        WritingOccasion writingOccasion = new WritingOccasion(
                Collections.nCopies(30, chatLine), "hi", chatLine, Collections.nCopies(30, "option"), false, 1);

        assertThat(chatLine.who()).hasSize(64);
        assertThat(chatLine.text()).hasSize(500).startsWith("a b\uFFFD");
        assertThat(writingOccasion.lines()).hasSize(20);
        assertThat(writingOccasion.options()).hasSize(12);
    }

    @Test
    void theLabelThatSharesMostWithTheIntentIsClosest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            assertThat(LabelMatcher.closest("заказать суп", List.of("Помощь", "Заказ", "Назад"), random))
                    .isEqualTo(1);
            assertThat(LabelMatcher.closest("nothing of it", List.of("A", "B"), random))
                    .isBetween(0, 1);
        }
    }
}
