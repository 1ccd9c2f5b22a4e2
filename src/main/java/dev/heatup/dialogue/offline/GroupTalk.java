package dev.heatup.dialogue.offline;

import dev.heatup.dialogue.ChatLine;
import dev.heatup.persona.Persona;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person writes in a group: on its topic, in answer to what was said, as their intent has it. */
record GroupTalk(Phrases phrases) {

    /** Hasty people write one sentence, thorough ones often ask back. */
    private static final double ASKING_BACK = 0.5;

    private static final double SECOND_SENTENCE = 0.6;

    String text() {
        String topic = phrases.request().place().topic();
        PhraseBook phraseBook = phrases.tongue();
        String thought = phrases.pick(phraseBook.thoughtsOn(topic));
        String text = opening(phraseBook, topic).orElse(thought);
        boolean asks = text.endsWith("?");
        Persona.Temper temper = phrases.request().persona().temper();
        if (temper != Persona.Temper.HASTY && !asks && !text.equals(thought) && draws(SECOND_SENTENCE)) {
            text += " " + thought;
        }
        if (temper == Persona.Temper.THOROUGH && !asks && draws(ASKING_BACK)) {
            text += " " + phrases.pick(phraseBook.questionsOn(topic));
        }
        return phrases.fit(text, thought);
    }

    /** Empty when there is nothing to respond to. */
    private Optional<String> opening(PhraseBook phraseBook, String topic) {
        String intent = phrases.occasion().intent();
        ChatLine target = phrases.occasion().replyTo();
        if (phraseBook.aims().greet().matcher(intent).find()) {
            return Optional.of(phrases.pick(phraseBook.greetings()));
        }
        if (phraseBook.aims().thank().matcher(intent).find()) {
            return Optional.of(phrases.pick(phraseBook.thanks()));
        }
        if (target != null && target.text().endsWith("?")) {
            return phrases.about(target, phraseBook.answers());
        }
        if (phraseBook.aims().ask().matcher(intent).find()) {
            return Optional.of(asked(phraseBook, intent).orElseGet(() -> phrases.pick(phraseBook.questionsOn(topic))));
        }
        if (phraseBook.aims().agree().matcher(intent).find()) {
            return Optional.of(phrases.pick(phraseBook.agreements()));
        }
        return lastOfOthers(target).flatMap(chatLine -> phrases.about(chatLine, phraseBook.comments()));
    }

    private static Optional<String> asked(PhraseBook phraseBook, String intent) {
        return Phrases.rest(intent, phraseBook.aims().ask())
                .flatMap(rest -> phraseBook.aims().askedAs().stream()
                        .filter(question -> question.rest().matcher(rest).find())
                        .map(question -> question.form().replace("{rest}", rest))
                        .findFirst());
    }

    private Optional<ChatLine> lastOfOthers(@Nullable ChatLine target) {
        if (target != null) {
            return Optional.of(target);
        }
        List<ChatLine> lines = phrases.occasion().lines();
        return lines.reversed().stream().filter(chatLine -> !chatLine.own()).findFirst();
    }

    private boolean draws(double share) {
        return phrases.random().nextDouble() < share;
    }
}
