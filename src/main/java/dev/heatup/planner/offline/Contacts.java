package dev.heatup.planner.offline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Says in a person's language why they turn to others, and what they want of them. Within one visit no form comes twice
 * while an unused one is left.
 */
final class Contacts {

    /** What somebody does with others. */
    enum Contact {
        JOIN,
        READ,
        WRITE,
        VIEW,
        REACT,
        LEAVE,
        START,
        PRESS,
        TALK
    }

    private static final Map<Contact, List<String>> ENGLISH = Map.of(
            Contact.JOIN, List.of("See what people talk about in {title}", "Join the conversation in {title}"),
            Contact.READ, List.of("Read what was said in {title}", "Catch up with the talk in {title}"),
            Contact.WRITE,
                    List.of("Say something in {title}", "Join in with the others in {title}", "Answer in {title}"),
            Contact.VIEW,
                    List.of(
                            "Look at one post of {title} again",
                            "That post in {title} deserves a closer look",
                            "Open a post of {title} in full"),
            Contact.REACT,
                    List.of(
                            "That was a good one in {title}",
                            "Let {title} know that this was worth reading",
                            "React to a post of {title}",
                            "Show {title} what I think of it"),
            Contact.LEAVE, List.of("{title} is not for me any more", "Too little of interest in {title}"),
            Contact.START, List.of("Find out what {title} does", "Try {title}"),
            Contact.PRESS, List.of("See where the buttons of {title} lead", "Try a button of {title}"),
            Contact.TALK, List.of("Ask {title} for something", "Get something done with {title}"));

    private static final Map<Contact, List<String>> RUSSIAN = Map.of(
            Contact.JOIN, List.of("Узнать, о чём говорят в {title}", "Присоединиться к разговору в {title}"),
            Contact.READ, List.of("Почитать, что пишут в {title}", "Быть в курсе разговора в {title}"),
            Contact.WRITE,
                    List.of("Написать пару слов в {title}", "Поддержать разговор в {title}", "Ответить в {title}"),
            Contact.VIEW,
                    List.of(
                            "Посмотреть одну запись в {title} ещё раз",
                            "Эта запись в {title} стоит внимания",
                            "Открыть запись в {title} целиком"),
            Contact.REACT,
                    List.of(
                            "Хорошая запись в {title}",
                            "Отметить удачную запись в {title}",
                            "Поставить реакцию в {title}",
                            "Показать в {title}, что запись понравилась"),
            Contact.LEAVE, List.of("В {title} больше нет ничего нового", "Отписаться от {title}: не интересно"),
            Contact.START, List.of("Узнать, что умеет {title}", "Попробовать {title}"),
            Contact.PRESS, List.of("Посмотреть, куда ведут кнопки в {title}", "Нажать на кнопку в {title}"),
            Contact.TALK, List.of("Спросить кое-что у {title}", "Решить небольшой вопрос в {title}"));

    private static final Map<Contact, List<String>> ENGLISH_INTENTS = Map.of(
            Contact.WRITE,
                    List.of(
                            "Share my own experience with this",
                            "Ask what the others would do",
                            "Answer the last question",
                            "Agree with what was just said",
                            "Add a thought of my own"),
            Contact.PRESS, List.of("See the menu", "Get help", "Go on to the next step", "See what is on offer"),
            Contact.TALK,
                    List.of(
                            "Find out what it can do",
                            "Get help with the first steps",
                            "Ask what is on offer today",
                            "See how an order works",
                            "Check the opening hours"));

    private static final Map<Contact, List<String>> RUSSIAN_INTENTS = Map.of(
            Contact.WRITE,
                    List.of(
                            "Поделиться своим опытом",
                            "Спросить, что бы сделали другие",
                            "Ответить на последний вопрос",
                            "Согласиться с тем, что сказали",
                            "Добавить свою мысль"),
            Contact.PRESS, List.of("Открыть меню", "Получить помощь", "Перейти дальше", "Посмотреть, что есть"),
            Contact.TALK,
                    List.of(
                            "Узнать, что он умеет",
                            "Получить помощь с первыми шагами",
                            "Спросить, что есть сегодня",
                            "Узнать, как сделать заказ",
                            "Уточнить часы работы"));

    private final boolean russian;
    private final RandomGenerator random;
    private final Set<String> used = new HashSet<>();

    Contacts(String language, RandomGenerator random) {
        this.russian = Reasons.isRussian(language);
        this.random = random;
    }

    String why(Contact contact, String title) {
        return form(russian ? RUSSIAN : ENGLISH, contact).replace("{title}", Reasons.shown(title, russian));
    }

    String intent(Contact contact) {
        return form(russian ? RUSSIAN_INTENTS : ENGLISH_INTENTS, contact);
    }

    private String form(Map<Contact, List<String>> sentences, Contact contact) {
        return Reasons.unused(sentences.getOrDefault(contact, List.of()), used, random);
    }
}
