package dev.heatup.sandbox.world;

import dev.heatup.chance.Draw;
import java.util.List;
import java.util.Locale;

/** What people are called, and the usernames that go with it. Invented, and nothing but. */
final class FirstNames {

    private static final List<String> ENGLISH = List.of(
            "Alice", "Ben", "Carol", "Daniel", "Emma", "Frank", "Grace", "Henry", "Iris", "Jack", "Kate", "Liam", "Mia",
            "Noah", "Olivia", "Paul", "Quinn", "Rose", "Sam", "Tessa", "Uma", "Victor", "Wendy", "Zoe");
    private static final List<String> RUSSIAN = List.of(
            "Алексей",
            "Борис",
            "Вера",
            "Галина",
            "Дмитрий",
            "Елена",
            "Жанна",
            "Захар",
            "Ирина",
            "Кирилл",
            "Лариса",
            "Максим",
            "Наталья",
            "Олег",
            "Полина",
            "Роман",
            "Светлана",
            "Тимур",
            "Ульяна",
            "Фёдор",
            "Юлия",
            "Яков");
    private static final List<String> RUSSIAN_IN_LATIN = List.of(
            "alexey",
            "boris",
            "vera",
            "galina",
            "dmitry",
            "elena",
            "zhanna",
            "zakhar",
            "irina",
            "kirill",
            "larisa",
            "maxim",
            "natalya",
            "oleg",
            "polina",
            "roman",
            "svetlana",
            "timur",
            "ulyana",
            "fedor",
            "yulia",
            "yakov");

    private FirstNames() {}

    static String of(String language, long draw) {
        List<String> names = language.equals("ru") ? RUSSIAN : ENGLISH;
        return names.get(index(names, draw));
    }

    /** @param number unique in the world, so that the username is */
    static String username(String language, long draw, long number) {
        List<String> names = language.equals("ru") ? RUSSIAN_IN_LATIN : ENGLISH;
        return "hu_" + names.get(index(names, draw)).toLowerCase(Locale.ROOT) + "_" + number;
    }

    private static int index(List<String> names, long draw) {
        return (int) Draw.between(draw, 0, names.size() - 1);
    }
}
