package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.gateway.Call;
import dev.heatup.gateway.Caller;
import dev.heatup.gateway.Gateway;
import dev.heatup.gateway.GatewayErrors;
import dev.heatup.gateway.Meaning;
import dev.heatup.gateway.Reply;
import dev.heatup.gateway.Tl;
import dev.heatup.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Carries out one action through the gateway, all its calls within one deadline. Stateless and thread-safe. */
final class Performer {

    /** For all calls and attempts of one action; the claim covers 15 s. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int POSTS_READ = 20;
    private static final int DIALOGS_PAGE = 100;
    private static final int MOST_DIALOGS = 1000;

    private final Gateway gateway;
    private final LongSupplier nanoTime;

    Performer(Gateway gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    /** What came of it. */
    sealed interface Effect {
        record Done() implements Effect {}

        record Failed(Problem why) implements Effect {}

        record FloodWait(String method, Duration length) implements Effect {}

        record Restricted(Problem why) implements Effect {}

        /** Certainly no effect. */
        record NotSent(String why) implements Effect {}

        /** Perhaps an effect. */
        record Unknown(String why) implements Effect {}
    }

    Effect perform(Caller caller, Action action, StepKey key, Duration patience) {
        return perform(new Deadline(caller, patience), action, key);
    }

    /** For a step that may have happened: looks, and performs it only when it did not. */
    Effect reconcile(Caller caller, Action action, StepKey key, Duration patience) {
        Deadline deadline = new Deadline(caller, patience);
        return switch (action) {
            case Action.JoinChannel(Username channel, String _) ->
                switch (membership(deadline, channel)) {
                    case Sight.Happened() -> new Effect.Done();
                    case Sight.DidNot _, Sight.Traceless _ -> doubtfulUnlessSent(perform(deadline, action, key));
                    case Sight.Unclear(Effect why) -> why;
                };
            // Reading twice is reading once: views count once per account and post.
            case Action.ReadMessages _,
                    Action.Idle _,
                    Action.ViewPost _,
                    Action.React _,
                    Action.SendMessage _,
                    Action.LeaveChannel _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ -> perform(deadline, action, key);
        };
    }

    /** Whether a step that may have happened did. */
    sealed interface Sight {
        record Happened() implements Sight {}

        record DidNot() implements Sight {}

        /** It leaves no trace to look for. */
        record Traceless() implements Sight {}

        /** Looking did not work out. */
        record Unclear(Effect why) implements Sight {}
    }

    /** Only looks: nothing has an effect. */
    Sight look(Caller caller, Action action, Duration patience) {
        return switch (action) {
            case Action.JoinChannel(Username channel, String _) -> membership(new Deadline(caller, patience), channel);
            case Action.ReadMessages _,
                    Action.ViewPost _,
                    Action.React _,
                    Action.SendMessage _,
                    Action.LeaveChannel _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ -> new Sight.Traceless();
            case Action.Idle _ -> new Sight.DidNot();
        };
    }

    private Effect perform(Deadline deadline, Action action, StepKey key) {
        return switch (action) {
            case Action.JoinChannel(Username channel, String _) ->
                deadline.call(new Call.JoinChat(channel.value(), key.once()), _ -> new Effect.Done());
            case Action.ReadMessages(Username channel, Duration _, String _) -> read(deadline, channel, key);
            case Action.Idle _ -> new Effect.Done();
            case Action.ViewPost _,
                    Action.React _,
                    Action.SendMessage _,
                    Action.LeaveChannel _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ ->
                new Effect.Failed(new Problem("not_performed", "this action is not carried out yet"));
        };
    }

    /** Opens the channel's latest posts, is counted as their viewer in the sandbox, and leaves them read. */
    private Effect read(Deadline deadline, Username channel, StepKey key) {
        Call history = new Call.InvokeRaw(
                Methods.HISTORY,
                Tl.object()
                        .with("peer", channel.value())
                        .with("limit", POSTS_READ)
                        .build(),
                null);
        return deadline.call(history, result -> {
            List<Long> ids = messageIds(result);
            if (ids.isEmpty()) {
                return new Effect.Done();
            }
            Effect seen = gateway.reach() == Gateway.Reach.SANDBOX
                    ? deadline.call(views(channel, ids, key.perClaim(0)), _ -> new Effect.Done())
                    : new Effect.Done();
            return seen instanceof Effect.Done
                    ? deadline.call(markRead(channel, ids.getFirst(), key.perClaim(1)), _ -> new Effect.Done())
                    : seen;
        });
    }

    private static Call views(Username channel, List<Long> ids, String clientId) {
        return new Call.InvokeRaw(
                Methods.VIEWS,
                Tl.object()
                        .with("peer", channel.value())
                        .with("id", ids.stream().map(Tl::of).toList())
                        .with("increment", true)
                        .build(),
                clientId);
    }

    private static Call markRead(Username channel, long maxId, String clientId) {
        return new Call.InvokeRaw(
                Methods.READ,
                Tl.object()
                        .with("channel", channel.value())
                        .with("max_id", maxId)
                        .build(),
                clientId);
    }

    /** Newest first, as Telegram answers. */
    private static List<Long> messageIds(Tl result) {
        List<Long> ids = new ArrayList<>();
        if (result instanceof Tl.Obj page) {
            for (Tl message : page.list("messages")) {
                if (message instanceof Tl.Obj post) {
                    post.integer("id").ifPresent(ids::add);
                }
            }
        }
        return ids.stream()
                .sorted((a, b) -> Long.compare(b, a))
                .limit(POSTS_READ)
                .toList();
    }

    private Sight membership(Deadline deadline, Username channel) {
        for (int offset = 0; offset < MOST_DIALOGS; offset += DIALOGS_PAGE) {
            List<Tl> page = new ArrayList<>();
            Effect answer = deadline.call(new Call.Dialogs(DIALOGS_PAGE, offset), result -> {
                if (result instanceof Tl.Obj dialogs) {
                    page.addAll(dialogs.list("dialogs"));
                }
                return new Effect.Done();
            });
            if (!(answer instanceof Effect.Done)) {
                return new Sight.Unclear(stillDoubtful(answer));
            }
            if (page.stream().anyMatch(dialog -> names(dialog, channel))) {
                return new Sight.Happened();
            }
            if (page.size() < DIALOGS_PAGE) {
                return new Sight.DidNot();
            }
        }
        return new Sight.DidNot();
    }

    private static boolean names(Tl dialog, Username channel) {
        return dialog instanceof Tl.Obj entry
                && entry.text("chat").flatMap(Username::parse).equals(Optional.of(channel));
    }

    /** While an earlier claim may have had its effect, a call that was not sent leaves that doubt as it is. */
    private static Effect doubtfulUnlessSent(Effect effect) {
        return effect instanceof Effect.NotSent(String why) ? new Effect.Unknown(why) : effect;
    }

    /** Nor does a look that is refused say anything about the step. */
    private static Effect stillDoubtful(Effect look) {
        return look instanceof Effect.Failed(Problem why)
                ? new Effect.Unknown(why.code() + ": " + why.message())
                : doubtfulUnlessSent(look);
    }

    /** One deadline over all calls of an action. */
    private final class Deadline {
        private final Caller caller;
        private final long endsAtNanos;

        Deadline(Caller caller, Duration patience) {
            this.caller = caller;
            this.endsAtNanos = nanoTime.getAsLong() + patience.toNanos();
        }

        Effect call(Call call, Function<Tl, Effect> then) {
            Duration left = Duration.ofNanos(endsAtNanos - nanoTime.getAsLong());
            if (!left.isPositive()) {
                return new Effect.Unknown("no time left for " + call.method());
            }
            return switch (gateway.call(caller, call, left)) {
                case Reply.Done(Tl result) -> then.apply(result);
                case Reply.NotSent(String why) -> new Effect.NotSent(why);
                case Reply.Unknown(String why) -> new Effect.Unknown(why);
                case Reply.Failed failed -> failed(call, failed, then);
            };
        }

        private Effect failed(Call call, Reply.Failed failed, Function<Tl, Effect> then) {
            Problem why = new Problem(failed.name(), failed.description());
            return switch (GatewayErrors.meaning(call.method(), failed)) {
                case Meaning.Success() -> then.apply(Tl.object().build());
                case Meaning.Wait(Duration wait) -> new Effect.FloodWait(call.method(), wait);
                case Meaning.Restriction() -> new Effect.Restricted(why);
                case Meaning.Transient() -> new Effect.Unknown(failed.name());
                case Meaning.Permanent() -> new Effect.Failed(why);
            };
        }
    }
}
