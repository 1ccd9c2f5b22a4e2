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
final class ReplyPoller {

    private static final int MESSAGES = 10;

    private final Gateway gateway;
    private final LongSupplier nanoTime;

    ReplyPoller(Gateway gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    sealed interface Heard {
        record Answered(Answer answer) implements Heard {}

        record Nothing() implements Heard {}

        record Trouble(AttemptResult why) implements Heard {}
    }

    Heard listen(Caller caller, Username bot, StepProgress.Awaited awaited, Duration patience) {
        return new Deadline(gateway, nanoTime, caller, patience)
                .call(
                        TelegramCalls.historyFrom(bot, awaited.afterId(), MESSAGES),
                        page -> heard(HistoryPage.of(page), awaited),
                        Heard.Trouble::new);
    }

    private static Heard heard(HistoryPage historyPage, StepProgress.Awaited awaited) {
        List<HistoryPage.Message> fresh = historyPage.messages().stream()
                .filter(message -> !message.own() && message.id() > awaited.afterId())
                .toList();
        if (!fresh.isEmpty()) {
            return new Heard.Answered(together(fresh));
        }
        return historyPage
                .message(awaited.afterId())
                .filter(message -> awaited.seen() != null && message.digest() != awaited.seen())
                .<Heard>map(edited -> new Heard.Answered(edited.answer()))
                .orElseGet(Heard.Nothing::new);
    }

    /** Bots often answer in several messages; the newest buttons are those that count. */
    private static Answer together(List<HistoryPage.Message> newestFirst) {
        String text = newestFirst.reversed().stream()
                .map(HistoryPage.Message::text)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
        List<String> buttons = newestFirst.stream()
                .map(HistoryPage.Message::buttons)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .map(HistoryPage.Button::label)
                .toList();
        return new Answer(text, buttons);
    }
}
