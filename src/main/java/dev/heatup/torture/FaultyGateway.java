package dev.heatup.torture;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.torture.TrialFault.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from a node to the network: calls take their time, arrive late, or arrive and are not answered. What was sent
 * arrives whatever becomes of its sender.
 */
final class FaultyGateway implements Gateway {

    static final String CONFIG = "help.getConfig";

    private static final Set<String> MARKS = Set.of("messages.getMessagesViews", "channels.readHistory");

    private final SimulatedCluster simulatedCluster;
    private final SimulatedNode simulatedNode;

    FaultyGateway(SimulatedCluster simulatedCluster, SimulatedNode simulatedNode) {
        this.simulatedCluster = simulatedCluster;
        this.simulatedNode = simulatedNode;
    }

    @Override
    public Reach reach() {
        return simulatedCluster.network().reach();
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        Reply reply = answer(caller, call, patience);
        simulatedCluster.checker().answered(call, reply);
        return reply;
    }

    private Reply answer(Caller caller, Call call, Duration patience) {
        if (simulatedCluster.faults().lasts(Kind.GATEWAY_AWAY)
                || strike(Kind.CONNECTION_REFUSED, call).isPresent()) {
            simulatedNode.sleep(simulatedNode.moment());
            return new Reply.NotSent("connection refused");
        }
        if (call.method().equals(CONFIG)) {
            return config(caller, call, patience);
        }
        Optional<Reply> refusal = simulatedCluster.wasDelivered(caller, call) ? Optional.empty() : refusal(call);
        if (refusal.isPresent()) {
            simulatedNode.sleep(simulatedNode.moment());
            return refusal.get();
        }
        simulatedCluster.checker().sent(simulatedNode, caller, call);
        return travel(caller, call, patience);
    }

    /** What the network answers instead of doing it; what it did already it answers as before. */
    private Optional<Reply> refusal(Call call) {
        return strike(Kind.FLOOD_WAIT, call)
                .<Reply>map(trialFault -> new Reply.Failed(420, "FLOOD_WAIT_X", "too fast", trialFault.length()))
                .or(() -> strike(Kind.NETWORK_TROUBLE, call)
                        .map(trialFault -> new Reply.Failed(500, "INTERNAL", "trouble inside", null)))
                .or(() -> strike(Kind.SESSION_RESTRICTED, call)
                        .map(trialFault -> new Reply.Failed(400, "PEER_FLOOD", "too much", null)))
                .or(() -> strike(Kind.FORBIDDEN, call)
                        .map(trialFault -> new Reply.Failed(400, "CHANNEL_PRIVATE", "no way in", null)));
    }

    private Reply config(Caller caller, Call call, Duration patience) {
        if (simulatedCluster.faults().lasts(Kind.PRODUCTION)) {
            simulatedNode.sleep(simulatedNode.moment());
            return new Reply.Done(
                    Tl.constructor("config").with("test_mode", false).build());
        }
        if (simulatedCluster.faults().lasts(Kind.UNVERIFIED)) {
            simulatedNode.sleep(simulatedNode.moment());
            return new Reply.Unknown("no answer");
        }
        return travel(caller, call, patience);
    }

    private Reply travel(Caller caller, Call call, Duration patience) {
        Optional<TrialFault> late = strike(Kind.CALL_LATE, call);
        late.ifPresent(_ -> simulatedCluster.checker().late(call));
        Duration there = late.map(TrialFault::length).orElseGet(simulatedNode::moment);
        Delivery delivery = new Delivery();
        simulatedCluster.scheduler().spawn("call of " + caller.sessionId(), () -> {
            simulatedCluster.scheduler().sleep(there);
            delivery.reply = simulatedCluster.deliver(caller, call);
        });
        strike(Kind.CRASH_DURING_CALL, call).ifPresent(trialFault -> simulatedNode.die(trialFault.length()));
        strike(Kind.PAUSE_DURING_CALL, call).ifPresent(trialFault -> simulatedNode.standStill(trialFault.length()));
        Duration whole = there.plus(simulatedNode.moment());
        simulatedNode.sleep(whole.compareTo(patience) < 0 ? whole : patience);
        Reply reply = delivery.reply;
        if (reply == null || strike(Kind.ANSWER_LOST, call).isPresent()) {
            return new Reply.Unknown("no answer to " + call.method());
        }
        return reply;
    }

    private Optional<TrialFault> strike(Kind kind, Call call) {
        return simulatedCluster.strike(kind, simulatedNode, matters(call));
    }

    /** What others see; not what is only looked at, or marked as seen. */
    private static boolean matters(Call call) {
        return switch (call) {
            case Call.JoinChat _, Call.SendMessage _ -> true;
            case Call.Dialogs _ -> false;
            case Call.InvokeRaw raw -> raw.clientId().isPresent() && !MARKS.contains(raw.method());
        };
    }

    private static final class Delivery {
        private @Nullable Reply reply;
    }
}
