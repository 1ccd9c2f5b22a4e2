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
            "{number} things worth knowing about {topic} this week.",
            "We went through {number} notes on {topic} and kept the best one.",
            "It took {number} minutes, and it changed how we think about {topic}.",
            "Only {number} people in a hundred get this right when it comes to {topic}.",
            "There are {number} new entries in our list on {topic}.",
            "We counted {number} questions about {topic}; the most frequent one gets an answer tonight.",
            "Version {number} of our guide to {topic} is ready.",
            "After {number} days of trying, our verdict on {topic} is in.");
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
            "Собрали заметки за неделю ({number}), тема – {topic}.",
            "Номер {number} в нашем списке, рубрика «{topic}».",
            "Потратили {number} мин. и теперь смотрим на тему «{topic}» иначе.",
            "Вопросов накопилось: {number}. Рубрика «{topic}», самый частый разберём вечером.",
            "Выпуск {number}, рубрика «{topic}».",
            "Проверяли {number} дн., делимся выводами: «{topic}».",
            "Читателей, которые это пробовали: {number} %. Тема – {topic}.",
            "Новых материалов: {number}, рубрика «{topic}».");
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
        long number = Draw.between(draw >>> 24, 2, 97);
        return opening + " " + filled(middle, number, chat.topic()) + " " + ending;
    }

    /** Each page of messages has a hundred, and a formatter takes longer than all the rest of it. */
    private static String filled(String text, long number, String topic) {
        return text.replace("{number}", String.valueOf(number)).replace("{topic}", topic);
    }

    private static String pick(List<String> texts, long draw) {
        return texts.get((int) Draw.between(draw, 0, texts.size() - 1));
    }
}
