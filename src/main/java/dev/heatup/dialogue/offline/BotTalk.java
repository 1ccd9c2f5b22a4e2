package dev.heatup.dialogue.offline;

import dev.heatup.dialogue.ChatLine;
import dev.heatup.dialogue.LabelMatcher;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.WritingOccasion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person says to a bot, which button they choose, and when they have enough of it. */
record BotTalk(Phrases phrases) {

    private static final Pattern COMMAND = Pattern.compile("(?<!\\S)/[a-z][a-z0-9_]{0,31}(?!\\S)");

    private static final double CHOOSING_AT_FIRST = 0.4;
    private static final double CHOOSING = 0.85;
    private static final double GOING_ON = 0.4;
    private static final double THANKING = 0.3;

    Move move() {
        WritingOccasion writingOccasion = phrases.occasion();
        List<String> options = writingOccasion.options();
        if (!options.isEmpty() && draws(writingOccasion.mayEnd() ? CHOOSING : CHOOSING_AT_FIRST)) {
            return new Move.Choose(LabelMatcher.closest(writingOccasion.intent(), options, phrases.random()));
        }
        if (!writingOccasion.mayEnd()) {
            return new Move.Say(opening());
        }
        ChatLine said = writingOccasion.replyTo();
        if (said != null && said.text().matches(".*[?:]")) {
            return new Move.Say(answer(said.text()));
        }
        if (draws(GOING_ON)) {
            return new Move.Say(phrases.pick(phrases.tongue().followUps()));
        }
        return draws(THANKING) ? new Move.Say(phrases.pick(phrases.tongue().thanks())) : new Move.End();
    }

    /** A command that the intent names, a wish where it begins with what somebody wants to do, else the intent itself. */
    private String opening() {
        String intent = phrases.occasion().intent();
        String usual = phrases.pick(phrases.tongue().openings());
        Matcher command = COMMAND.matcher(intent);
        if (command.find()) {
            return command.group();
        }
        boolean wish = phrases.tongue().aims().want().matcher(intent).find();
        String text = wish
                ? phrases.pick(phrases.tongue().wishes())
                        .replace("{rest}", Phrases.decapitalized(Phrases.plain(intent)))
                : intent;
        return phrases.fit(text, usual);
    }

    private String answer(String asked) {
        PhraseBook phraseBook = phrases.tongue();
        Optional<PhraseBook.Input> input = phraseBook.inputs().stream()
                .filter(known -> known.asked().matcher(asked).find())
                .findFirst();
        return input.map(known -> known.answer()
                        .replace("{name}", phrases.request().persona().name()))
                .orElseGet(() -> phrases.pick(phraseBook.yes()));
    }

    private boolean draws(double share) {
        return phrases.random().nextDouble() < share;
    }
}
