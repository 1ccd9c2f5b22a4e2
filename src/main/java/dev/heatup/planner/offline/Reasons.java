package dev.heatup.planner.offline;

import dev.heatup.channel.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in a person's language why they do something. Within one visit no sentence form comes twice while an unused one is
 * left. Sentences avoid grammatical gender and decline only words that are known here; titles stay as they are.
 */
final class Reasons {

    /** Keeps a sentence with the longest title and topic within its bound. */
    private static final int TITLE_SHOWN = 60;

    /** Languages other than Russian are answered in English. */
    private static final String RUSSIAN = "ru";

    private static final Pattern PLACE = Pattern.compile("\\{(?:about|to|title)}");

    /** What the step has to do with what came before. */
    enum Occasion {
        /** Joins as the first thing in a visit. */
        JOIN_FIRST,
        JOIN_SAME_TOPIC,
        JOIN_OTHER_TOPIC,
        /** Reads what was joined just now. */
        READ_NEW,
        /** Reads what an earlier visit read. */
        READ_RETURN,
        /** Reads a channel joined in an earlier visit, on the topic at hand. */
        READ_SAME_TOPIC,
        READ_KNOWN,
        /** Comes back to a channel read earlier in this visit. */
        READ_AGAIN,
        /** Goes on in the channel at hand. */
        READ_ON
    }

    /**
     * @param about nominative and accusative, which are the same in all of these
     * @param to dative, for going back to it
     */
    private record Words(String about, String to) {}

    private static final Map<String, Words> ENGLISH_TOPICS = Map.of(
            "news", words("the news"),
            "technology", words("the tech posts"),
            "cooking", words("the recipes"),
            "travel", words("the travel notes"),
            "sports", words("the match reports"),
            "music", words("the new music"),
            "books", words("the book reviews"),
            "science", words("the science notes"));

    private static final Map<String, Words> RUSSIAN_TOPICS = Map.of(
            "news", new Words("новости", "новостям"),
            "technology", new Words("посты о технике", "постам о технике"),
            "cooking", new Words("рецепты", "рецептам"),
            "travel", new Words("путевые заметки", "путевым заметкам"),
            "sports", new Words("новости спорта", "новостям спорта"),
            "music", new Words("подборки музыки", "подборкам музыки"),
            "books", new Words("заметки о книгах", "заметкам о книгах"),
            "science", new Words("статьи о науке", "статьям о науке"));

    private static final Map<Occasion, List<String>> ENGLISH = Map.of(
            Occasion.JOIN_FIRST,
                    List.of(
                            "Follow {about}",
                            "Join {title} for {about}",
                            "Keep up with {about} in {title}",
                            "In the mood for {about} today",
                            "{title} looks good for {about}"),
            Occasion.JOIN_SAME_TOPIC,
                    List.of(
                            "More of {about}, from {title}",
                            "Another channel with {about}",
                            "Compare with what {title} writes",
                            "Still interested in {about}",
                            "{title} writes about this too"),
            Occasion.JOIN_OTHER_TOPIC,
                    List.of(
                            "Switch to {about} for a while",
                            "Enough of that, on to {about}",
                            "For a change, join {title}",
                            "Now something else: {about}",
                            "{title} looks interesting as well"),
            Occasion.READ_NEW,
                    List.of(
                            "See what {title} is like",
                            "Read the latest in {title}",
                            "Look through {about} just found",
                            "Get a first impression of {title}",
                            "Start with the newest posts of {title}"),
            Occasion.READ_RETURN,
                    List.of(
                            "Back to {to} from before",
                            "See what is new in {title} since last time",
                            "Return to {title}",
                            "Catch up on {about}",
                            "Pick up {about} where I left off"),
            Occasion.READ_SAME_TOPIC,
                    List.of(
                            "More of {about}, now in {title}",
                            "See how {title} covers this",
                            "Stay with {about} a little longer",
                            "{title} has more on this"),
            Occasion.READ_KNOWN,
                    List.of(
                            "See what {title} has posted",
                            "Time for {about}",
                            "Look into {title} after a while",
                            "Read some of {about}",
                            "Check {title}"),
            Occasion.READ_AGAIN,
                    List.of(
                            "Another look at {title}",
                            "Check {title} once more",
                            "Maybe there is something new in {title}",
                            "Go back to {to} for a moment"),
            Occasion.READ_ON,
                    List.of(
                            "Read on in {title}",
                            "Finish {about} in {title}",
                            "A few more posts of {title}",
                            "Scroll further down {title}"));

    private static final Map<Occasion, List<String>> RUSSIAN_SENTENCES = Map.of(
            Occasion.JOIN_FIRST,
                    List.of(
                            "Подписаться на {title}: там {about}",
                            "Хочется почитать {about}",
                            "Добавить {about} в свою ленту",
                            "Попробовать {title}",
                            "Подписаться, чтобы не пропускать {about}"),
            Occasion.JOIN_SAME_TOPIC,
                    List.of(
                            "Ещё {about}, на этот раз из {title}",
                            "Найти ещё {about}",
                            "Сравнить с тем, что пишут в {title}",
                            "В {title} пишут о том же",
                            "Подписаться и на {title}"),
            Occasion.JOIN_OTHER_TOPIC,
                    List.of(
                            "Переключиться на {about}",
                            "Теперь что-то другое: {about}",
                            "Сменить тему и открыть {title}",
                            "Для разнообразия подписаться на {title}",
                            "{title} тоже выглядит интересно"),
            Occasion.READ_NEW,
                    List.of(
                            "Посмотреть, что пишут в {title}",
                            "Прочитать последнее в {title}",
                            "Составить мнение о {title}",
                            "Начать с самых новых записей в {title}",
                            "Полистать {about}"),
            Occasion.READ_RETURN,
                    List.of(
                            "Вернуться к {to}",
                            "Узнать, что нового в {title} с прошлого раза",
                            "Дочитать {about} с прошлого раза",
                            "Снова заглянуть в {title}",
                            "Наверстать пропущенное в {title}"),
            Occasion.READ_SAME_TOPIC,
                    List.of(
                            "Ещё {about}, теперь в {title}",
                            "Посмотреть, как об этом пишут в {title}",
                            "Остаться с этой темой в {title}",
                            "В {title} об этом тоже есть"),
            Occasion.READ_KNOWN,
                    List.of(
                            "Заглянуть в {title}",
                            "Время почитать {about}",
                            "Давно не было времени на {title}",
                            "Проверить {title}",
                            "Полистать {about} в {title}"),
            Occasion.READ_AGAIN,
                    List.of(
                            "Ещё раз взглянуть на {title}",
                            "Вдруг в {title} что-то новое",
                            "На минуту вернуться к {to}",
                            "Снова открыть {title}"),
            Occasion.READ_ON,
                    List.of(
                            "Читать {title} дальше",
                            "Дочитать {about} в {title}",
                            "Ещё пара записей в {title}",
                            "Пролистать {title} ниже"));

    private static final List<String> ENGLISH_IDLE = List.of(
            "Think about what I just read",
            "Take a short break",
            "Put the phone down for a moment",
            "Pour some tea",
            "Look out of the window",
            "Distracted for a moment");

    private static final List<String> RUSSIAN_IDLE = List.of(
            "Обдумать прочитанное",
            "Сделать небольшую паузу",
            "Отложить телефон на минуту",
            "Налить чаю",
            "Посмотреть в окно",
            "Отвлечься на минуту");

    private final boolean russian;
    private final RandomGenerator random;
    private final Set<String> used = new HashSet<>();

    Reasons(String language, RandomGenerator random) {
        this.russian = isRussian(language);
        this.random = random;
    }

    String why(Occasion occasion, Channel channel) {
        Words words = wordsFor(channel.topic());
        String form = unused((russian ? RUSSIAN_SENTENCES : ENGLISH).getOrDefault(occasion, List.of()));
        // In one pass, so that braces of a pool's own titles and topics stay what they are.
        return PLACE.matcher(form)
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group()) {
                            case "{about}" -> words.about();
                            case "{to}" -> words.to();
                            default -> title(channel);
                        }));
    }

    String whyIdle() {
        return unused(russian ? RUSSIAN_IDLE : ENGLISH_IDLE);
    }

    static boolean isRussian(String language) {
        return language.equals(RUSSIAN);
    }

    private String unused(List<String> forms) {
        return unused(forms, used, random);
    }

    static String unused(List<String> forms, Set<String> used, RandomGenerator random) {
        int start = random.nextInt(forms.size());
        for (int i = 0; i < forms.size(); i++) {
            String form = forms.get((start + i) % forms.size());
            if (used.add(form)) {
                return form;
            }
        }
        return forms.get(start);
    }

    private Words wordsFor(String topic) {
        return russian
                ? RUSSIAN_TOPICS.getOrDefault(
                        topic, new Words("записи на тему «" + topic + "»", "записям на тему «" + topic + "»"))
                : ENGLISH_TOPICS.getOrDefault(topic, words("the posts on " + topic));
    }

    private String title(Channel channel) {
        return shown(channel.title(), russian);
    }

    /** A title within a sentence. */
    static String shown(String whole, boolean russian) {
        String title = whole.strip();
        if (title.codePointCount(0, title.length()) > TITLE_SHOWN) {
            title = title.substring(0, title.offsetByCodePoints(0, TITLE_SHOWN)).strip() + "…";
        }
        return russian ? "«" + title + "»" : title;
    }

    private static Words words(String unchanging) {
        return new Words(unchanging, unchanging);
    }
}
