package dev.heatup.dialogue.offline;

import dev.heatup.dialogue.Line;
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
        Tongue tongue = phrases.tongue();
        String thought = phrases.pick(tongue.thoughtsOn(topic));
        String text = opening(tongue, topic).orElse(thought);
        boolean asks = text.endsWith("?");
        Persona.Temper temper = phrases.request().persona().temper();
        if (temper != Persona.Temper.HASTY && !asks && !text.equals(thought) && draws(SECOND_SENTENCE)) {
            text += " " + thought;
        }
        if (temper == Persona.Temper.THOROUGH && !asks && draws(ASKING_BACK)) {
            text += " " + phrases.pick(tongue.questionsOn(topic));
        }
        return phrases.fit(text, thought);
    }

    /** Empty when there is nothing to respond to. */
    private Optional<String> opening(Tongue tongue, String topic) {
        String intent = phrases.occasion().intent();
        Line target = phrases.occasion().replyTo();
        if (tongue.aims().greet().matcher(intent).find()) {
            return Optional.of(phrases.pick(tongue.greetings()));
        }
        if (tongue.aims().thank().matcher(intent).find()) {
            return Optional.of(phrases.pick(tongue.thanks()));
        }
        if (target != null && target.text().endsWith("?")) {
            return phrases.about(target, tongue.answers());
        }
        if (tongue.aims().ask().matcher(intent).find()) {
            return Optional.of(asked(tongue, intent).orElseGet(() -> phrases.pick(tongue.questionsOn(topic))));
        }
        if (tongue.aims().agree().matcher(intent).find()) {
            return Optional.of(phrases.pick(tongue.agreements()));
        }
        return lastOfOthers(target).flatMap(line -> phrases.about(line, tongue.comments()));
    }

    private static Optional<String> asked(Tongue tongue, String intent) {
        return Phrases.rest(intent, tongue.aims().ask())
                .flatMap(rest -> tongue.aims().askedAs().stream()
                        .filter(question -> question.rest().matcher(rest).find())
                        .map(question -> question.form().replace("{rest}", rest))
                        .findFirst());
    }

    private Optional<Line> lastOfOthers(@Nullable Line target) {
        if (target != null) {
            return Optional.of(target);
        }
        List<Line> lines = phrases.occasion().lines();
        return lines.reversed().stream().filter(line -> !line.own()).findFirst();
    }

    private boolean draws(double share) {
        return phrases.random().nextDouble() < share;
    }
}
