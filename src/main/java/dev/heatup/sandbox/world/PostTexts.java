package dev.heatup.sandbox.world;

import dev.heatup.chance.SeededDraw;
import dev.heatup.text.PhraseFile;
import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.util.List;

/**
 * Texts of posts: a beginning, a middle and an end in the channel's language, put together by a draw from {@code
 * posts.*.txt}.
 */
final class PostTexts {

    private static final Translations FILES = Translations.beside(
            PostTexts.class,
            "posts",
            PhraseSection.phrases("openings"),
            PhraseSection.phrases("middles", "number", "topic"),
            PhraseSection.phrases("endings"));

    private PostTexts() {}

    /** All that is drawn from, as text. */
    static String phrases() {
        return FILES.toString();
    }

    static String of(Chat chat, long draw) {
        PhraseFile texts = FILES.in(chat.language());
        String opening = pick(texts.lines("openings"), draw);
        String middle = pick(texts.lines("middles"), draw >>> 8);
        String ending = pick(texts.lines("endings"), draw >>> 16);
        long number = SeededDraw.between(draw >>> 24, 2, 97);
        return opening + " " + filled(middle, number, chat.topic()) + " " + ending;
    }

    /** Each page of messages has a hundred, and a formatter takes longer than all the rest of it. */
    private static String filled(String text, long number, String topic) {
        return text.replace("{number}", String.valueOf(number)).replace("{topic}", topic);
    }

    private static String pick(List<String> texts, long draw) {
        return texts.get((int) SeededDraw.between(draw, 0, texts.size() - 1));
    }
}
