package dev.heatup.sandbox.world;

import dev.heatup.chance.Draw;
import java.util.List;

/** Texts of posts: a beginning, a middle and an end in the channel's language, put together by a draw. */
final class PostTexts {

    private static final List<String> ENGLISH_OPENINGS = List.of(
            "Good morning!",
            "A short update.",
            "Many of you asked, so here it is.",
            "Today's find:",
            "In brief:",
            "Something for the weekend:",
            "A reader writes:",
            "From our archive:");
    private static final List<String> ENGLISH_MIDDLES = List.of(
            "%d things worth knowing about %s this week.",
            "We went through %d notes on %s and kept the best one.",
            "It took %d minutes, and it changed how we think about %s.",
            "Only %d people in a hundred get this right when it comes to %s.",
            "There are %d new entries in our list on %s.",
            "We counted %d questions about %s; the most frequent one gets an answer tonight.",
            "Version %d of our guide to %s is ready.",
            "After %d days of trying, our verdict on %s is in.");
    private static final List<String> ENGLISH_ENDINGS = List.of(
            "What do you think?",
            "Details tomorrow.",
            "Save it for later.",
            "Thanks to everybody who helped.",
            "More in the next post.",
            "Tell a friend who needs this.",
            "Have a good day!",
            "The poll stays open until the evening.");

    private static final List<String> RUSSIAN_OPENINGS = List.of(
            "Доброе утро!",
            "Коротко о главном.",
            "Многие спрашивали, отвечаем.",
            "Находка дня:",
            "Из архива:",
            "К выходным:",
            "Пишет читатель:",
            "Небольшое обновление.");
    private static final List<String> RUSSIAN_MIDDLES = List.of(
            "Собрали заметки за неделю (%d), тема – %s.",
            "Номер %d в нашем списке, рубрика «%s».",
            "Потратили %d мин. и теперь смотрим на тему «%s» иначе.",
            "Вопросов накопилось: %d. Рубрика «%s», самый частый разберём вечером.",
            "Выпуск %d, рубрика «%s».",
            "Проверяли %d дн., делимся выводами: «%s».",
            "Читателей, которые это пробовали: %d %%. Тема – %s.",
            "Новых материалов: %d, рубрика «%s».");
    private static final List<String> RUSSIAN_ENDINGS = List.of(
            "А вы как думаете?",
            "Подробности завтра.",
            "Сохраните, пригодится.",
            "Спасибо всем, кто помогал.",
            "Продолжение в следующем посте.",
            "Перешлите тому, кому это нужно.",
            "Хорошего дня!",
            "Опрос открыт до вечера.");

    private PostTexts() {}

    static String of(Chat chat, long draw) {
        boolean russian = chat.language().equals("ru");
        String opening = pick(russian ? RUSSIAN_OPENINGS : ENGLISH_OPENINGS, draw);
        String middle = pick(russian ? RUSSIAN_MIDDLES : ENGLISH_MIDDLES, draw >>> 8);
        String ending = pick(russian ? RUSSIAN_ENDINGS : ENGLISH_ENDINGS, draw >>> 16);
        return opening + " " + middle.formatted(Draw.between(draw >>> 24, 2, 97), chat.topic()) + " " + ending;
    }

    private static String pick(List<String> texts, long draw) {
        return texts.get((int) Draw.between(draw, 0, texts.size() - 1));
    }
}
