package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;

/** Whether a step that may have happened did. */
sealed interface Reconciliation {

    int DIALOGS_PAGE = 100;
    int MOST_DIALOGS = 1000;

    /** @param result what is seen of it */
    record Happened(StepResult result) implements Reconciliation {}

    record DidNot() implements Reconciliation {}

    /** It leaves no trace to look for. */
    record Traceless() implements Reconciliation {}

    /** Looking did not work out. */
    record Unclear(AttemptResult why) implements Reconciliation {}

    /** What it means for the opposite. */
    default Reconciliation inverse() {
        return switch (this) {
            case Happened _ -> new DidNot();
            case DidNot _ -> new Happened(StepResult.NONE);
            case Traceless _, Unclear _ -> this;
        };
    }

    static Reconciliation membership(Deadline deadline, Username channel) {
        for (int offset = 0; offset < MOST_DIALOGS; offset += DIALOGS_PAGE) {
            Page page = deadline.call(
                    new Call.Dialogs(DIALOGS_PAGE, offset),
                    result -> new Page.Read(result instanceof Tl.Obj dialogs ? dialogs.list("dialogs") : List.of()),
                    Page.Unread::new);
            switch (page) {
                case Page.Unread(AttemptResult why) -> {
                    return unclear(why);
                }
                case Page.Read(List<Tl> dialogs) -> {
                    if (dialogs.stream().anyMatch(dialog -> names(dialog, channel))) {
                        return new Happened(StepResult.NONE);
                    }
                    if (dialogs.size() < DIALOGS_PAGE) {
                        return new DidNot();
                    }
                }
            }
        }
        return new DidNot();
    }

    static Reconciliation reaction(Deadline deadline, Username chat, MessageDraft.Reaction reaction) {
        return deadline.call(
                TelegramCalls.historyOf(chat, reaction.messageId()),
                result -> HistoryPage.of(result)
                                .message(reaction.messageId())
                                .filter(message -> reaction.emoji().equals(message.reaction()))
                                .isPresent()
                        ? new Happened(StepResult.reaction(reaction.emoji(), reaction.messageId()))
                        : new DidNot(),
                Reconciliation::unclear);
    }

    private static boolean names(Tl dialog, Username channel) {
        return dialog instanceof Tl.Obj entry
                && entry.text("chat").flatMap(Username::parse).equals(Optional.of(channel));
    }

    /** A look that is refused says nothing about the step. */
    private static Reconciliation unclear(AttemptResult look) {
        return new Unclear(
                look instanceof AttemptResult.Failed(StepProblem why)
                        ? new AttemptResult.Unknown(why.code() + ": " + why.message())
                        : ActionPerformer.doubtfulUnlessSent(look));
    }

    /** One answer of {@code get_dialogs}. */
    sealed interface Page {
        record Read(List<Tl> dialogs) implements Page {}

        record Unread(AttemptResult why) implements Page {}
    }
}
