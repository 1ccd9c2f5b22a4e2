package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.dialogue.LabelMatcher;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.gateway.GatewayLimits;
import dev.heatup.llm.Tokens;
import dev.heatup.plan.Action;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a step is going to send, from what the chat shows now: pure reads and the choice of words. Nothing of it
 * has an effect, so it may be repeated. Thread-safe.
 */
final class DraftStep {

    private static final int BUTTONS_AMONG = 10;

    /** Those that nearly every chat allows, as Telegram writes them. */
    private static final List<String> USUAL = List.of("👍", "❤", "🔥", "👏", "😁", "🤔", "🎉");

    /** Telegram leaves it out where screens and models write it. */
    private static final String VARIATION_SELECTOR = "\uFE0F";

    private final Visits visits;
    private final Gateway gateway;
    private final LongSupplier nanoTime;

    DraftStep(Visits visits, Gateway gateway, LongSupplier nanoTime) {
        this.visits = visits;
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    /** What came of it. */
    sealed interface Prepared {
        record Ready(MessageDraft draft, Tokens tokens) implements Prepared {}

        /** There is nothing more to say. */
        record Over(Tokens tokens) implements Prepared {}

        record Trouble(AttemptResult why) implements Prepared {}
    }

    /** @param turn of a conversation, 0-based */
    Prepared prepare(Caller caller, Run run, Action action, int turn, Duration patience) {
        Deadline deadline = new Deadline(gateway, nanoTime, caller, patience);
        Moment moment = new Moment(run, deadline, turn);
        return switch (action) {
            case Action.React react -> reaction(moment, react);
            case Action.SendMessage message -> message(moment, message);
            case Action.PressButton press -> button(moment, press);
            case Action.MessageBot talk -> turn(moment, talk);
            case Action.JoinChannel _,
                    Action.ReadMessages _,
                    Action.Idle _,
                    Action.ViewPost _,
                    Action.LeaveChannel _,
                    Action.StartBot _ ->
                throw new IllegalStateException(action.type().wireName() + " needs no preparation");
        };
    }

    private record Moment(Run run, Deadline deadline, int turn) {

        SplittableRandom random() {
            return LatestPosts.random(
                    run.order().seed(),
                    (long) WritingOccasion.MAX_LINES * run.position().index() + turn);
        }

        Prepared inChat(Username chat, int limit, Function<HistoryPage, Prepared> then) {
            return deadline.call(
                    TelegramCalls.history(chat, limit),
                    page -> then.apply(HistoryPage.of(page)),
                    Prepared.Trouble::new);
        }
    }

    private static Prepared reaction(Moment moment, Action.React react) {
        return moment.deadline()
                .call(
                        TelegramCalls.fullChannel(react.channel()),
                        full -> moment.inChat(react.channel(), LatestPosts.LOOKED_AT, historyPage -> {
                            List<HistoryPage.Message> posts = historyPage.messages().stream()
                                    .filter(post -> post.reaction() == null && !post.own())
                                    .toList();
                            return LatestPosts.choose(
                                            posts,
                                            react.channel(),
                                            moment.run().order().seed())
                                    .map(post -> emoji(react, full, moment.random())
                                            .<Prepared>map(emoji -> new Prepared.Ready(
                                                    new MessageDraft.Reaction(post.id(), emoji), Tokens.NONE))
                                            .orElseGet(() -> failed(
                                                    "reaction_not_allowed", "the chat does not allow this reaction")))
                                    .orElseGet(() ->
                                            failed("nothing_to_react_to", "there is no message without its reaction"));
                        }),
                        Prepared.Trouble::new);
    }

    private static Optional<String> emoji(Action.React react, Tl full, SplittableRandom random) {
        List<String> allowed = allowed(full);
        String wanted = react.emoji();
        if (wanted != null) {
            String plain = wanted.replace(VARIATION_SELECTOR, "");
            return allowed.contains(plain) ? Optional.of(plain) : Optional.empty();
        }
        List<String> usual = USUAL.stream().filter(allowed::contains).toList();
        List<String> choices = usual.isEmpty() ? allowed : usual;
        return choices.isEmpty() ? Optional.empty() : Optional.of(choices.get(random.nextInt(choices.size())));
    }

    private static List<String> allowed(Tl full) {
        Optional<Tl.Obj> reactions = object(full, "full_chat").flatMap(chat -> object(chat, "available_reactions"));
        return switch (reactions.map(Tl.Obj::name).orElse("")) {
            case "chatReactionsAll" -> USUAL;
            case "chatReactionsSome" ->
                reactions.stream()
                        .flatMap(some -> some.list("reactions").stream())
                        .flatMap(reaction ->
                                reaction instanceof Tl.Obj emoji ? emoji.text("emoticon").stream() : Stream.empty())
                        .map(emoji -> emoji.replace(VARIATION_SELECTOR, ""))
                        .toList();
            default -> List.of();
        };
    }

    private static Optional<Tl.Obj> object(Tl parent, String field) {
        return parent instanceof Tl.Obj object && object.get(field).orElse(null) instanceof Tl.Obj child
                ? Optional.of(child)
                : Optional.empty();
    }

    private Prepared message(Moment moment, Action.SendMessage message) {
        return moment.inChat(message.channel(), WritingOccasion.MAX_LINES, historyPage -> {
            Optional<HistoryPage.Message> target =
                    message.reply() ? replied(historyPage, moment.random()) : Optional.empty();
            WritingOccasion writingOccasion = new WritingOccasion(
                    historyPage.lines(),
                    message.intent(),
                    target.map(HistoryPage.Message::line).orElse(null),
                    List.of(),
                    false,
                    moment.random().nextLong());
            return written(
                    moment,
                    message.channel(),
                    writingOccasion,
                    List.of(),
                    target.map(HistoryPage.Message::id).orElse(null));
        });
    }

    /** A question rather than a statement, a new message rather than an old one. */
    private static Optional<HistoryPage.Message> replied(HistoryPage historyPage, SplittableRandom random) {
        List<HistoryPage.Message> recent = historyPage.messages().stream()
                .filter(message -> !message.own() && !message.text().isBlank())
                .limit(BUTTONS_AMONG / 2)
                .toList();
        Optional<HistoryPage.Message> question = recent.stream()
                .filter(message -> message.text().strip().endsWith("?"))
                .findFirst();
        return question.or(() ->
                recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(random.nextInt((recent.size() + 1) / 2))));
    }

    private static Prepared button(Moment moment, Action.PressButton press) {
        return moment.inChat(press.bot(), BUTTONS_AMONG, historyPage -> {
            for (HistoryPage.Message message : historyPage.messages()) {
                List<HistoryPage.Button.Callback> buttons = message.own() ? List.of() : callbacks(message);
                if (!buttons.isEmpty()) {
                    List<String> labels = buttons.stream()
                            .map(HistoryPage.Button.Callback::label)
                            .toList();
                    HistoryPage.Button.Callback chosen =
                            buttons.get(LabelMatcher.closest(press.intent(), labels, moment.random()));
                    return new Prepared.Ready(press(message, chosen), Tokens.NONE);
                }
            }
            return failed("no_button", "the bot shows no button that can be pressed");
        });
    }

    private static List<HistoryPage.Button.Callback> callbacks(HistoryPage.Message message) {
        return message.buttons().stream()
                .flatMap(button ->
                        button instanceof HistoryPage.Button.Callback callback ? Stream.of(callback) : Stream.empty())
                .toList();
    }

    private Prepared turn(Moment moment, Action.MessageBot talk) {
        return moment.inChat(talk.bot(), WritingOccasion.MAX_LINES, historyPage -> {
            List<Choice> choices = gateway.reach() == Gateway.Reach.SANDBOX
                    ? historyPage
                            .newestOfOthers()
                            .map(message ->
                                    choices(message, moment.run().position().progress()))
                            .orElse(List.of())
                    : List.of();
            WritingOccasion writingOccasion = new WritingOccasion(
                    historyPage.lines(),
                    talk.intent(),
                    historyPage.newestOfOthers().map(HistoryPage.Message::line).orElse(null),
                    choices.stream().map(Choice::label).toList(),
                    moment.turn() > 0,
                    moment.random().nextLong());
            return written(moment, talk.bot(), writingOccasion, choices, null);
        });
    }

    /** What one message offers: the only things beside plain words that a bot can make somebody send, and to itself. */
    private static List<Choice> choices(HistoryPage.Message message, StepProgress stepProgress) {
        return message.buttons().stream()
                // Pressing the same thing again would go round in circles.
                .filter(button -> stepProgress.turns().stream()
                        .noneMatch(turn -> button.label().equals(turn.button())
                                || button.label().equals(turn.text())))
                .limit(WritingOccasion.MAX_OPTIONS)
                .map(button -> switch (button) {
                    case HistoryPage.Button.Callback callback -> new Choice(callback.label(), press(message, callback));
                    case HistoryPage.Button.Keyboard(String label) ->
                        new Choice(label, new MessageDraft.Message(label, null));
                })
                .toList();
    }

    private record Choice(String label, MessageDraft draft) {}

    private static MessageDraft.Press press(HistoryPage.Message message, HistoryPage.Button.Callback button) {
        return new MessageDraft.Press(message.id(), button.label(), button.data(), message.digest());
    }

    private Prepared written(
            Moment moment,
            Username chat,
            WritingOccasion writingOccasion,
            List<Choice> choices,
            @Nullable Long replyTo) {
        Duration left = moment.deadline().left();
        MoveProvider.Result result =
                visits.write(moment.run().order(), chat, writingOccasion, left.isPositive() ? left : Duration.ZERO);
        return switch (result.move()) {
            case Move.Say(String text) ->
                new Prepared.Ready(new MessageDraft.Message(marked(text), replyTo), result.tokens());
            case Move.Choose(int option) ->
                new Prepared.Ready(choices.get(option).draft(), result.tokens());
            case Move.End() -> new Prepared.Over(result.tokens());
        };
    }

    /** On a network that is not our own, people see what wrote it. */
    private String marked(String text) {
        return gateway.reach() == Gateway.Reach.GATEWAY ? text + " " + GatewayLimits.MARK : text;
    }

    private static Prepared failed(String code, String message) {
        return new Prepared.Trouble(new AttemptResult.Failed(new StepProblem(code, message)));
    }
}
