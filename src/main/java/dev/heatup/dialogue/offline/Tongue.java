package dev.heatup.dialogue.offline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The phrases of one language. They avoid grammatical gender; {@code {word}} is a word of somebody's message, which is
 * quoted and so needs no declension, and {@code {rest}} what an intent says after its verb.
 *
 * @param thoughts statements by topic; {@code ""} for every other topic
 * @param questions likewise
 * @param answers how an answer to a question begins
 * @param comments how a comment on a statement begins
 * @param infinitive matches an intent that begins with what somebody wants to do
 * @param wishes what such an intent becomes, said to a bot
 * @param inputs what is answered when a bot asks for it: a pattern, and what fits
 */
record Tongue(
        Map<String, List<String>> thoughts,
        Map<String, List<String>> questions,
        List<String> answers,
        List<String> comments,
        List<String> thanks,
        List<String> greetings,
        List<String> agreements,
        Aims aims,
        Pattern infinitive,
        List<String> wishes,
        List<String> openings,
        List<String> followUps,
        List<Input> inputs,
        List<String> yes,
        Pattern word,
        Set<String> stopWords,
        String quoteFrom,
        String quoteTo) {

    /** What an intent is about, by its verb. */
    record Aims(Pattern ask, Pattern thank, Pattern greet, Pattern agree, List<Question> askedAs) {}

    /** How the rest of an intent to ask is asked. */
    record Question(Pattern rest, String form) {}

    record Input(Pattern asked, String answer) {}

    static Tongue of(String language) {
        return language.equals("ru") ? RUSSIAN : ENGLISH;
    }

    List<String> thoughtsOn(String topic) {
        return thoughts.getOrDefault(topic, thoughts.getOrDefault("", List.of()));
    }

    List<String> questionsOn(String topic) {
        return questions.getOrDefault(topic, questions.getOrDefault("", List.of()));
    }

    private static Pattern any(String regex) {
        return Pattern.compile("(?iu)" + regex);
    }

    private static final Tongue ENGLISH = new Tongue(
            Map.of(
                    "news",
                            List.of(
                                    "The headlines change faster than the facts do.",
                                    "I wait a day before I believe the first reports.",
                                    "Local stories are the ones that I really read to the end.",
                                    "It helps to see who else has written about it."),
                    "technology",
                            List.of(
                                    "An update broke my build again last week, so I pin versions now.",
                                    "Good logs have saved me more hours than any tool.",
                                    "The simple setup usually wins in the end.",
                                    "I would measure it first and only then change anything."),
                    "cooking",
                            List.of(
                                    "Low heat and patience fix most of it.",
                                    "A pinch more salt at the end makes the difference for me.",
                                    "I let the dough rest overnight and it came out much better.",
                                    "Fresh herbs go in last, or the taste is gone."),
                    "travel",
                            List.of(
                                    "I pack half of what I think I need, and it is still too much.",
                                    "The night train was slow, but the morning view made up for it.",
                                    "Small towns off the main road are the best part.",
                                    "I always keep one free day in the plan."),
                    "sports",
                            List.of(
                                    "The second half was a different game altogether.",
                                    "They defend well, but nobody finishes the chances.",
                                    "A short run every day does more than a long one on Sunday.",
                                    "Form comes and goes, the season is long."),
                    "music",
                            List.of(
                                    "The B-side is better than the single, if you ask me.",
                                    "It took me three listens to get into it.",
                                    "Live recordings have a warmth that studio takes lack.",
                                    "I keep coming back to the older records."),
                    "books",
                            List.of(
                                    "The first fifty pages are slow, then it is hard to put down.",
                                    "I liked the language more than the plot.",
                                    "The translation matters a lot with this one.",
                                    "Short stories fit my evenings better these days."),
                    "science",
                            List.of(
                                    "One study is not much, I would wait for a second one.",
                                    "The sample was small, so the numbers may shift.",
                                    "You can try a simple version of it at home.",
                                    "What surprised me is how cheap the instrument was."),
                    "",
                            List.of(
                                    "It took me a while to see why it matters.",
                                    "I tried it once and would do it again.",
                                    "There is more to it than it seems at first.",
                                    "Small steps have worked best for me.")),
            Map.of(
                    "news",
                            List.of(
                                    "Has anybody seen a longer report on this?",
                                    "Does anyone here live close to where it happened?"),
                    "technology",
                            List.of(
                                    "What do you all use for backups these days?",
                                    "Has anybody measured how much it really saves?"),
                    "cooking",
                            List.of(
                                    "What do you cook when there are ten minutes left?",
                                    "How long do you let it rest before baking?"),
                    "travel",
                            List.of(
                                    "Where would you go for three days in spring?",
                                    "Is it worth booking a seat in advance?"),
                    "sports", List.of("Who was the best on the field for you?", "How often do you train in a week?"),
                    "music",
                            List.of(
                                    "Which record would you play to a newcomer?",
                                    "What have you had on repeat this week?"),
                    "books",
                            List.of(
                                    "What are you reading right now?",
                                    "Which book did you give up on and later finish?"),
                    "science",
                            List.of(
                                    "Does anybody know whether it was repeated elsewhere?",
                                    "Which experiment would you show to children?"),
                    "", List.of("What do the rest of you think?", "How did it go for you?")),
            List.of(
                    "As for {word}, I would start small and see.",
                    "About {word}: it worked for me last time.",
                    "Hard to say about {word}, but I would try it once.",
                    "On {word} I can only speak for myself."),
            List.of(
                    "I like the point about {word}.",
                    "Interesting, I had not thought of {word} that way.",
                    "Same here with {word}.",
                    "Not so sure about {word}, to be honest."),
            List.of("Thanks, that helps.", "Thank you, good to know.", "Thanks a lot, I will try that."),
            List.of("Hi everybody!", "Hello all, good to be here.", "Hey, how is everyone?"),
            List.of("Yes, I see it the same way.", "Agreed.", "That is my experience, too."),
            new Aims(
                    any("^(ask|find out|learn|wonder|question)\\b"),
                    any("\\bthank"),
                    any("\\b(greet|hello|say hi|introduce)"),
                    any("\\b(agree|support|confirm)"),
                    List.of(
                            new Question(any("^about\\b"), "Can anybody tell me more {rest}?"),
                            new Question(
                                    any("^(who|what|which|where|when|why|how|if|whether)\\b"),
                                    "Does anybody know {rest}?"))),
            any(
                    "^(ask|find|get|see|learn|order|check|know|book|try|look|choose|buy|change|cancel|talk|report|start|play"
                            + "|read|compare|subscribe|tell|hear|understand|use|make|sign|send|leave|write|request|track|search"
                            + "|reserve|pick|order|reach|pay|return|vote|join|browse)\\b"),
            List.of("Hi! I'd like to {rest}.", "Hello, can I {rest}?", "I want to {rest}, please."),
            List.of("Hello! What can you do?", "Hi, how does this work?"),
            List.of(
                    "And what else can you do?",
                    "Okay. Is there anything else I should know?",
                    "Got it. What comes next?"),
            List.of(
                    new Input(
                            any("\\b(phone|e-?mail|address|card|passport|password|code)\\b"),
                            "I'd rather not say that here."),
                    new Input(any("\\b(name)\\b"), "{name}"),
                    new Input(any("\\b(how many|number|quantity|amount)\\b"), "2"),
                    new Input(any("\\b(when|date|day|time)\\b"), "Tomorrow at seven in the evening")),
            List.of("Yes, please.", "Yes, that's right.", "Sounds good."),
            Pattern.compile("[A-Za-z]{5,20}"),
            Set.of(
                    "about",
                    "there",
                    "their",
                    "which",
                    "would",
                    "could",
                    "should",
                    "where",
                    "these",
                    "those",
                    "while",
                    "after",
                    "before",
                    "anybody",
                    "everybody",
                    "really",
                    "think",
                    "things",
                    "other",
                    "every",
                    "being",
                    "still",
                    "again",
                    "always",
                    "please",
                    "thanks",
                    "thank",
                    "hello",
                    "myself",
                    "something",
                    "anything"),
            "\"",
            "\"");

    private static final Tongue RUSSIAN = new Tongue(
            Map.of(
                    "news",
                            List.of(
                                    "Заголовки меняются быстрее, чем факты.",
                                    "Первым сообщениям лучше не верить хотя бы день.",
                                    "До конца дочитываю обычно только местные новости.",
                                    "Полезно посмотреть, кто ещё об этом написал."),
                    "technology",
                            List.of(
                                    "После обновления опять всё сломалось, теперь версии только закрепляю.",
                                    "Хорошие логи экономят больше времени, чем любой инструмент.",
                                    "Простая схема обычно побеждает.",
                                    "Тут сначала надо измерить, а потом уже менять."),
                    "cooking",
                            List.of(
                                    "Слабый огонь и терпение решают почти всё.",
                                    "Щепотка соли в самом конце многое меняет.",
                                    "Тесту лучше постоять ночь, выходит намного вкуснее.",
                                    "Зелень кладу последней, иначе вкус пропадает."),
                    "travel",
                            List.of(
                                    "Беру половину вещей, и всё равно много.",
                                    "Ночной поезд медленный, зато утром вид из окна.",
                                    "Маленькие города в стороне от трассы интереснее всего.",
                                    "Один день в плане всегда оставляю свободным."),
                    "sports",
                            List.of(
                                    "Второй тайм был совсем другой игрой.",
                                    "В защите всё хорошо, а моменты не реализуют.",
                                    "Короткая пробежка каждый день полезнее длинной в воскресенье.",
                                    "Форма приходит и уходит, сезон длинный."),
                    "music",
                            List.of(
                                    "Обратная сторона пластинки, по-моему, лучше сингла.",
                                    "Распробовать получилось только с третьего раза.",
                                    "У живых записей есть тепло, которого нет в студии.",
                                    "Всё равно возвращаюсь к старым альбомам."),
                    "books",
                            List.of(
                                    "Первые пятьдесят страниц идут медленно, а потом не оторваться.",
                                    "Язык понравился больше, чем сюжет.",
                                    "Здесь многое зависит от перевода.",
                                    "На вечер сейчас лучше подходят рассказы."),
                    "science",
                            List.of(
                                    "Одного исследования мало, надо подождать второго.",
                                    "Выборка маленькая, цифры ещё могут сдвинуться.",
                                    "Простой вариант такого опыта можно повторить дома.",
                                    "Больше всего удивило, каким дешёвым оказался прибор."),
                    "",
                            List.of(
                                    "Не сразу понятно, почему это важно.",
                                    "Один раз получилось, хочется ещё.",
                                    "Всё немного сложнее, чем кажется сначала.",
                                    "Лучше всего получается маленькими шагами.")),
            Map.of(
                    "news",
                            List.of(
                                    "Кто-нибудь видел об этом подробный материал?",
                                    "Есть кто-то, кто живёт рядом с этим местом?"),
                    "technology",
                            List.of(
                                    "Чем вы сейчас делаете резервные копии?",
                                    "Кто-нибудь измерял, сколько это на самом деле экономит?"),
                    "cooking",
                            List.of(
                                    "Что готовите, когда осталось десять минут?",
                                    "Сколько тесто стоит у вас перед выпечкой?"),
                    "travel", List.of("Куда бы вы поехали весной на три дня?", "Стоит ли брать места заранее?"),
                    "sports", List.of("Кто для вас лучший в этом матче?", "Сколько раз в неделю вы тренируетесь?"),
                    "music",
                            List.of("Какую пластинку вы поставили бы новичку?", "Что у вас на повторе на этой неделе?"),
                    "books", List.of("Что вы сейчас читаете?", "Какую книгу вы бросили, а потом всё-таки дочитали?"),
                    "science",
                            List.of(
                                    "Кто-нибудь знает, повторили ли это в другом месте?",
                                    "Какой опыт вы показали бы детям?"),
                    "", List.of("А что думают остальные?", "А как это было у вас?")),
            List.of(
                    "Насчёт {word} лучше начать с малого и посмотреть.",
                    "Про {word}: в прошлый раз сработало.",
                    "Про {word} сложно сказать, но один раз стоит попробовать.",
                    "Насчёт {word} могу говорить только за себя."),
            List.of(
                    "Хорошая мысль про {word}.",
                    "Интересный взгляд на {word}.",
                    "С {word} та же история.",
                    "Насчёт {word} есть сомнения, если честно."),
            List.of("Спасибо, это помогло.", "Спасибо, буду знать.", "Большое спасибо, надо попробовать."),
            List.of("Всем привет!", "Привет! Приятно быть здесь.", "Всем доброго дня, как дела?"),
            List.of("Да, у меня такое же мнение.", "Точно.", "По моему опыту так и есть."),
            new Aims(
                    any("^(спросить|узнать|уточнить|поинтересоваться|выяснить)"),
                    any("благодар|спасибо"),
                    any("поздоров|привет|познаком"),
                    any("согласи|поддерж|подтвер"),
                    List.of(
                            new Question(any("^(о|об|обо|про)\\s"), "Кто-нибудь может рассказать {rest}?"),
                            new Question(
                                    any(
                                            "^(кто|что|какой|какая|какие|какое|где|куда|когда|почему|как|есть ли|сколько)(\\s|$)"),
                                    "Кто-нибудь знает, {rest}?"))),
            any("^\\p{L}+(ть|ти|чь)(ся)?(\\s|$)"),
            List.of("Здравствуйте! Хочу {rest}.", "Добрый день, можно {rest}?", "Мне бы {rest}, пожалуйста."),
            List.of("Здравствуйте! Что вы умеете?", "Привет, как это работает?"),
            List.of("А что ещё вы умеете?", "Хорошо. Что ещё стоит знать?", "Понятно. Что дальше?"),
            List.of(
                    new Input(any("телефон|почт|адрес|карт|паспорт|парол|код"), "Об этом лучше не здесь."),
                    new Input(any("зовут|имя"), "{name}"),
                    new Input(any("сколько|количеств|число"), "2"),
                    new Input(any("когда|дат[ауы]|время|день"), "Завтра в семь вечера")),
            List.of("Да, пожалуйста.", "Да, всё верно.", "Подходит."),
            Pattern.compile("[А-Яа-яЁё]{5,20}"),
            Set.of(
                    "который",
                    "которая",
                    "которые",
                    "чтобы",
                    "когда",
                    "может",
                    "можно",
                    "просто",
                    "очень",
                    "сейчас",
                    "тогда",
                    "потом",
                    "сегодня",
                    "вообще",
                    "только",
                    "больше",
                    "самый",
                    "никто",
                    "ничего",
                    "привет",
                    "спасибо",
                    "кто-нибудь",
                    "нибудь",
                    "будет",
                    "этого",
                    "такое",
                    "этому"),
            "«",
            "»");
}
