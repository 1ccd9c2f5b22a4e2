package dev.heatup.dialogue.offline;

import dev.heatup.dialogue.Likeness;
import dev.heatup.dialogue.Line;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.Occasion;
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
        Occasion occasion = phrases.occasion();
        List<String> options = occasion.options();
        if (!options.isEmpty() && draws(occasion.mayEnd() ? CHOOSING : CHOOSING_AT_FIRST)) {
            return new Move.Choose(Likeness.closest(occasion.intent(), options, phrases.random()));
        }
        if (!occasion.mayEnd()) {
            return new Move.Say(opening());
        }
        Line said = occasion.replyTo();
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
        Tongue tongue = phrases.tongue();
        Optional<Tongue.Input> input = tongue.inputs().stream()
                .filter(known -> known.asked().matcher(asked).find())
                .findFirst();
        return input.map(known -> known.answer()
                        .replace("{name}", phrases.request().persona().name()))
                .orElseGet(() -> phrases.pick(tongue.yes()));
    }

    private boolean draws(double share) {
        return phrases.random().nextDouble() < share;
    }
}
