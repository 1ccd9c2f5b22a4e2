package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The test network's rules for bots: what a call means in a state of the world at a moment. Pure;
 * {@link Mailboxes#evolve} carries out what is decided here.
 */
public final class BotMethods {

    /** Decides one method. */
    interface Method {
        BotDecision decide(BotCallContext context) throws Refusal;
    }

    private static final Map<String, Method> METHODS = methods();

    private BotMethods() {}

    private static Map<String, Method> methods() {
        Map<String, Method> all = new TreeMap<>();
        all.putAll(BotProfileMethods.METHODS);
        all.putAll(SendMethods.METHODS);
        all.putAll(EditMethods.METHODS);
        all.putAll(MessageMethods.METHODS);
        all.putAll(CopyMethods.METHODS);
        all.putAll(ChatMethods.METHODS);
        all.putAll(MemberMethods.METHODS);
        return Collections.unmodifiableMap(all);
    }

    /** Those decided here; updates and webhooks are their front's and mailboxes'. */
    public static Set<String> names() {
        return METHODS.keySet();
    }

    public static BotDecision decide(WorldState state, BotAccount bot, BotCall call, Instant now, BotDates dates) {
        Method method = METHODS.get(call.method());
        if (method == null) {
            return new BotDecision(List.of(), new BotReply.NotImplemented());
        }
        try {
            return method.decide(new BotCallContext(state, bot, call, now, dates));
        } catch (Refusal refusal) {
            return BotDecision.refuse(refusal.reply());
        }
    }
}
