package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A bot about itself: who it is, and its commands. */
final class BotProfileMethods {

    static final Map<String, Method> METHODS = Map.of(
            "getMe", context -> BotDecision.answer(context.view().self(context.bot())),
            "setMyCommands", BotProfileMethods::setCommands,
            "deleteMyCommands", context -> commands(context, List.of()),
            "getMyCommands",
                    context -> BotDecision.answer(
                            Tl.of(context.bot().commands(scope(context), context.text("language_code")))));

    private static final int MAX_COMMANDS = 100;
    private static final int MAX_DESCRIPTION = 256;
    private static final Pattern COMMAND = Pattern.compile("[a-z0-9_]{1,32}");

    private BotProfileMethods() {}

    private static BotDecision setCommands(BotCallContext context) throws Refusal {
        List<Tl.Obj> commands = context.list("commands").stream()
                .filter(Tl.Obj.class::isInstance)
                .map(Tl.Obj.class::cast)
                .toList();
        if (commands.size() > MAX_COMMANDS) {
            throw Refusal.badRequest("BOT_COMMANDS_TOO_MUCH");
        }
        for (Tl.Obj command : commands) {
            if (!COMMAND.matcher(bare(command)).matches()) {
                throw Refusal.badRequest("BOT_COMMAND_INVALID");
            }
            int length = command.text("description").orElse("").length();
            if (length < 1 || length > MAX_DESCRIPTION) {
                throw Refusal.badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
            }
        }
        return commands(
                context,
                commands.stream()
                        .map(command -> Tl.object()
                                .with("command", bare(command))
                                .with("description", command.text("description").orElse(""))
                                .build())
                        .toList());
    }

    private static String bare(Tl.Obj command) {
        String name = command.text("command").orElse("");
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static BotDecision commands(BotCallContext context, List<Tl.Obj> commands) {
        return BotDecision.done(
                context.effect(new Effect.CommandsSet(scope(context), context.text("language_code"), commands)));
    }

    /** In one way of writing it, however the bot wrote it. */
    private static String scope(BotCallContext context) {
        Tl.Obj scope = context.params()
                .get("scope")
                .map(Tl.Obj.class::cast)
                .orElseGet(() -> Tl.object().build());
        return Stream.of("type", "chat_id", "user_id")
                .flatMap(field -> scope.get(field).stream())
                .map(value -> value instanceof Tl.Text(String text) ? text : String.valueOf(value))
                .reduce((a, b) -> a + "/" + b)
                .orElse("default");
    }
}
