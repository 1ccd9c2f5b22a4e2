package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.run.StepResult.Answer;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Looks for a bot's answer, without any effect. Thread-safe. */
final class Listening {

    private static final int MESSAGES = 10;

    private final Gateway gateway;
    private final LongSupplier nanoTime;

    Listening(Gateway gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    sealed interface Heard {
        record Answered(Answer answer) implements Heard {}

        record Nothing() implements Heard {}

        record Trouble(Effect why) implements Heard {}
    }

    Heard listen(Caller caller, Username bot, Progress.Awaited awaited, Duration patience) {
        return new Deadline(gateway, nanoTime, caller, patience)
                .call(
                        Calls.historyFrom(bot, awaited.afterId(), MESSAGES),
                        page -> heard(Chat.of(page), awaited),
                        Heard.Trouble::new);
    }

    private static Heard heard(Chat chat, Progress.Awaited awaited) {
        List<Chat.Message> fresh = chat.messages().stream()
                .filter(message -> !message.own() && message.id() > awaited.afterId())
                .toList();
        if (!fresh.isEmpty()) {
            return new Heard.Answered(together(fresh));
        }
        return chat.message(awaited.afterId())
                .filter(message -> awaited.seen() != null && message.digest() != awaited.seen())
                .<Heard>map(edited -> new Heard.Answered(edited.answer()))
                .orElseGet(Heard.Nothing::new);
    }

    /** Bots often answer in several messages; the newest buttons are those that count. */
    private static Answer together(List<Chat.Message> newestFirst) {
        String text = newestFirst.reversed().stream()
                .map(Chat.Message::text)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
        List<String> buttons = newestFirst.stream()
                .map(Chat.Message::buttons)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .map(Chat.Button::label)
                .toList();
        return new Answer(text, buttons);
    }
}
