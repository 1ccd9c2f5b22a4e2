package dev.heatup.sandbox.spec.yaml;

import dev.heatup.sandbox.spec.AllowedReactions;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.ChannelSpec;
import dev.heatup.sandbox.spec.DurationFormat;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.text.EnumNames;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/** Writes worlds in the order of the documentation. What is empty is left out. */
final class WorldWriter {

    private WorldWriter() {}

    static String write(WorldSpec world) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        return new Yaml(options).dump(world(world));
    }

    private static Map<String, Object> world(WorldSpec world) {
        Entries entries = new Entries()
                .put("name", world.name())
                .put("seed", world.seed())
                .put("starts", text(world.starts()));
        // Without the field, a world that has no chats of its own gets the default pool.
        if (!world.pools().equals(WorldSpec.poolsBesides(world.channels(), world.groups()))) {
            entries.putEvenEmpty("pools", world.pools());
        }
        return entries.put("population", population(world.population()))
                .put("channels", each(world.channels(), WorldWriter::channel))
                .put("groups", each(world.groups(), WorldWriter::group))
                .put("bots", each(world.bots(), WorldWriter::bot))
                .put("moderation", each(world.moderation(), WorldWriter::moderation))
                .put("faults", each(world.faults(), WorldWriter::fault))
                .all();
    }

    private static Map<String, Object> population(PopulationSpec people) {
        Map<String, Object> languages = new LinkedHashMap<>();
        people.languages().forEach((language, share) -> languages.put(language, number(share)));
        return new Entries()
                .put("size", people.size())
                .put("languages", languages)
                .put("activity", each(people.activity(), WorldWriter::number))
                .put("utc_offset_hours", people.utcOffsetHours())
                .put("visits_per_day", number(people.visitsPerDay()))
                .all();
    }

    private static Map<String, Object> channel(ChannelSpec channel) {
        return new Entries()
                .put("username", channel.username().value())
                .put("title", channel.title())
                .put("topic", channel.topic())
                .put("language", channel.language())
                .put("posts_per_day", number(channel.postsPerDay()))
                .put("audience", channel.audience())
                .put("discussion", text(channel.discussion()))
                .put("reactions", reactions(channel.reactions()))
                .all();
    }

    private static Map<String, Object> group(GroupSpec group) {
        Map<String, Object> permissions = new LinkedHashMap<>();
        for (Permission permission : Permission.values()) {
            permissions.put(permission.written(), group.permissions().contains(permission));
        }
        return new Entries()
                .put("username", group.username().value())
                .put("title", group.title())
                .put("topic", group.topic())
                .put("language", group.language())
                .put("private", group.inviteOnly())
                .put("approval", group.approval())
                .put("topics", group.topics())
                .put("slow_mode_seconds", group.slowModeSeconds())
                .put("members", number(group.members()))
                .put("permissions", permissions)
                .put("reactions", reactions(group.reactions()))
                .all();
    }

    private static Map<String, Object> bot(BotSpec bot) {
        return new Entries()
                .put("username", bot.username().value())
                .put("name", bot.name())
                .put("about", bot.about())
                .put("id", bot.id())
                .put("privacy", bot.privacy())
                .put("payloads", bot.payloads())
                .put(
                        "chats",
                        each(
                                bot.chats(),
                                place -> new Entries()
                                        .put("chat", place.chat().value())
                                        .put("rights", each(place.rights(), EnumNames::written))
                                        .all()))
                .all();
    }

    private static Map<String, Object> moderation(ModerationSpec messages) {
        Map<String, Object> shares = new LinkedHashMap<>();
        messages.shares().forEach((label, share) -> shares.put(label.written(), number(share)));
        return new Entries()
                .put("chat", messages.chat().value())
                .put("messages_per_hour", number(messages.messagesPerHour()))
                .put("shares", shares)
                .put("edited_into_spam", number(messages.editedIntoSpam()))
                .put("forwarded", number(messages.forwarded()))
                .put("newcomers", number(messages.authors().newcomers()))
                .put("taken_over", number(messages.authors().takenOver()))
                .put("corpus", messages.corpus())
                .put(
                        "raids",
                        each(
                                messages.raids(),
                                raid -> new Entries()
                                        .put("at", DurationFormat.written(raid.at()))
                                        .put("accounts", raid.accounts())
                                        .put("messages", raid.messages())
                                        .put("for", DurationFormat.written(raid.lasting()))
                                        .all()))
                .all();
    }

    static Map<String, Object> fault(FaultSpec fault) {
        Entries entries = new Entries()
                .put("method", fault.method())
                .put("account", fault.account())
                .put("share", number(fault.share()));
        switch (fault.failure()) {
            case Failure.Answer answer -> entries.put("error", error(answer));
            case Failure.Delay delay -> entries.put("delay", DurationFormat.written(delay.by()));
            case Failure.Drop() -> entries.put("drop", true);
            case Failure.LoseAnswer() -> entries.put("lose_answer", true);
        }
        return entries.put("from", DurationFormat.written(fault.from()))
                .put("until", duration(fault.until()))
                .all();
    }

    private static Map<String, Object> error(Failure.Answer answer) {
        return new Entries()
                .put("code", answer.code())
                .put("name", answer.name())
                .put("description", answer.description())
                .put("retry_after", duration(answer.retryAfter()))
                .all();
    }

    private static Object reactions(AllowedReactions allowedReactions) {
        return switch (allowedReactions) {
            case AllowedReactions.All() -> "all";
            case AllowedReactions.None() -> "none";
            case AllowedReactions.Some some -> some.emoji();
        };
    }

    private static <T> List<Object> each(Collection<T> values, Function<T, ?> writer) {
        return values.stream().<Object>map(writer).toList();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String duration(@Nullable Duration value) {
        return value == null ? null : DurationFormat.written(value);
    }

    /** Whole numbers without a point. */
    private static Number number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) (long) value : (Number) value;
    }

    /** A mapping that leaves out what is not there. */
    private static final class Entries {

        private final Map<String, Object> entries = new LinkedHashMap<>();

        Entries put(String name, @Nullable Object value) {
            boolean isEmpty = switch (value) {
                case null -> true;
                case String text -> text.isEmpty();
                case Collection<?> list -> list.isEmpty();
                case Map<?, ?> map -> map.isEmpty();
                default -> false;
            };
            return value == null || isEmpty ? this : putEvenEmpty(name, value);
        }

        Entries putEvenEmpty(String name, Object value) {
            entries.put(name, value);
            return this;
        }

        Map<String, Object> all() {
            return entries;
        }
    }
}
