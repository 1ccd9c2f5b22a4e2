package dev.heatup.sandbox.spec.yaml;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.corpus.CorpusFile;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.AllowedReactions;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.ChannelSpec;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Makes a world of the fields of its file. Lives for one file; not thread-safe. */
final class WorldParser {

    private static final ValueKind<Permission> PERMISSION = ValueKind.of(Permission.class);
    private static final ValueKind<AdminRight> RIGHT = ValueKind.of(AdminRight.class);
    private static final ValueKind<Label> LABEL = ValueKind.of(Label.class);

    private static final String TOO_LARGE = "all corpora of a world have at most %d rows and %d MiB together"
            .formatted(CorpusFile.MAX_ROWS, CorpusFile.MAX_BYTES >> 20);

    private final CorpusSource source;
    private final Map<String, Corpus> corpora = new HashMap<>();

    WorldParser(CorpusSource source) {
        this.source = source;
    }

    Map<String, Corpus> corpora() {
        return corpora;
    }

    @Nullable
    WorldSpec world(YamlFields yamlFields) {
        String name = yamlFields.need("name", ValueKind.TEXT);
        long seed = yamlFields.get("seed", ValueKind.LONG, WorldSpec.DEFAULT_SEED);
        var starts = yamlFields.find("starts", ValueKind.INSTANT);
        boolean poolsNamed = yamlFields.value("pools").isPresent();
        List<String> pools = yamlFields.list("pools", ValueKind.TEXT);
        PopulationSpec population =
                Objects.requireNonNullElse(yamlFields.part("population", this::population), PopulationSpec.NOBODY);
        List<ChannelSpec> channels = yamlFields.parts("channels", this::channel);
        List<GroupSpec> groups = yamlFields.parts("groups", this::group);
        List<BotSpec> bots = yamlFields.parts("bots", this::bot);
        List<ModerationSpec> moderation = yamlFields.parts("moderation", this::moderation);
        List<FaultSpec> faults = yamlFields.parts("faults", this::fault);
        yamlFields.refuseOthers();
        // What the parts say of each other is judged when all of them could be read.
        boolean whole = yamlFields.isWhole();
        return yamlFields.build(() -> new WorldSpec(
                name,
                seed,
                starts,
                poolsNamed ? pools : WorldSpec.poolsBesides(channels, groups),
                whole ? population : PopulationSpec.NOBODY,
                whole ? channels : List.of(),
                whole ? groups : List.of(),
                whole ? bots : List.of(),
                whole ? moderation : List.of(),
                whole ? faults : List.of()));
    }

    private @Nullable PopulationSpec population(YamlFields yamlFields) {
        return yamlFields.build(() -> {
            Map<String, Double> languages = yamlFields.map("languages", ValueKind.TEXT, ValueKind.NUMBER);
            boolean hoursGiven = yamlFields.value("activity").isPresent();
            List<Double> activity = yamlFields.list("activity", ValueKind.NUMBER);
            return new PopulationSpec(
                    yamlFields.need("size", ValueKind.INT),
                    languages == null ? PopulationSpec.DEFAULT_LANGUAGES : languages,
                    hoursGiven ? activity : PopulationSpec.DEFAULT_ACTIVITY,
                    yamlFields.get("utc_offset_hours", ValueKind.INT, 0),
                    yamlFields.get("visits_per_day", ValueKind.NUMBER, PopulationSpec.DEFAULT_VISITS_PER_DAY));
        });
    }

    private @Nullable ChannelSpec channel(YamlFields yamlFields) {
        return yamlFields.build(() -> new ChannelSpec(
                yamlFields.need("username", ValueKind.USERNAME),
                yamlFields.need("title", ValueKind.TEXT),
                yamlFields.need("topic", ValueKind.TEXT),
                yamlFields.get("language", ValueKind.TEXT, "en"),
                yamlFields.get("posts_per_day", ValueKind.NUMBER, ChannelSpec.DEFAULT_POSTS_PER_DAY),
                yamlFields.get("audience", ValueKind.INT, ChannelSpec.DEFAULT_AUDIENCE),
                yamlFields.find("discussion", ValueKind.USERNAME),
                reactions(yamlFields)));
    }

    private @Nullable GroupSpec group(YamlFields yamlFields) {
        return yamlFields.build(() -> new GroupSpec(
                yamlFields.need("username", ValueKind.USERNAME),
                yamlFields.need("title", ValueKind.TEXT),
                yamlFields.need("topic", ValueKind.TEXT),
                yamlFields.get("language", ValueKind.TEXT, "en"),
                yamlFields.get("private", ValueKind.FLAG, false),
                yamlFields.get("approval", ValueKind.FLAG, false),
                yamlFields.list("topics", ValueKind.TEXT),
                yamlFields.get("slow_mode_seconds", ValueKind.INT, 0),
                yamlFields.get("members", ValueKind.NUMBER, GroupSpec.DEFAULT_MEMBERS),
                permissions(yamlFields),
                reactions(yamlFields)));
    }

    /** The defaults, changed by what is written. */
    private static Set<Permission> permissions(YamlFields yamlFields) {
        Set<Permission> granted = EnumSet.copyOf(Permission.DEFAULTS);
        Map<Permission, Boolean> written = yamlFields.map("permissions", PERMISSION, ValueKind.FLAG);
        if (written != null) {
            written.forEach((permission, isGranted) -> {
                if (isGranted) {
                    granted.add(permission);
                } else {
                    granted.remove(permission);
                }
            });
        }
        return granted;
    }

    private static AllowedReactions reactions(YamlFields yamlFields) {
        Node written = yamlFields.value("reactions").orElse(null);
        if (written instanceof SequenceNode) {
            List<String> emoji = yamlFields.list("reactions", ValueKind.TEXT);
            return yamlFields
                    .<AllowedReactions>attempt("reactions", () -> new AllowedReactions.Some(emoji))
                    .orElse(new AllowedReactions.All());
        }
        if (written instanceof ScalarNode scalar && scalar.getValue().equals("none")) {
            return new AllowedReactions.None();
        }
        if (written != null
                && !(written instanceof ScalarNode scalar && scalar.getValue().equals("all"))) {
            yamlFields.wrong(
                    "reactions", written, yamlFields.below("reactions"), "allowed is all, none, or a list of emoji");
        }
        return new AllowedReactions.All();
    }

    private @Nullable BotSpec bot(YamlFields yamlFields) {
        return yamlFields.build(() -> {
            Username username = yamlFields.need("username", ValueKind.USERNAME);
            return new BotSpec(
                    username,
                    yamlFields.get("name", ValueKind.TEXT, username.value()),
                    yamlFields.get("about", ValueKind.TEXT, ""),
                    yamlFields.find("id", ValueKind.LONG),
                    yamlFields.get("privacy", ValueKind.FLAG, true),
                    yamlFields.list("payloads", ValueKind.TEXT),
                    yamlFields.parts("chats", this::place));
        });
    }

    private BotSpec.@Nullable Place place(YamlFields yamlFields) {
        return yamlFields.build(() -> new BotSpec.Place(
                yamlFields.need("chat", ValueKind.USERNAME), Set.copyOf(yamlFields.list("rights", RIGHT))));
    }

    private @Nullable ModerationSpec moderation(YamlFields yamlFields) {
        ModerationSpec messages = yamlFields.build(() -> new ModerationSpec(
                yamlFields.need("chat", ValueKind.USERNAME),
                yamlFields.need("messages_per_hour", ValueKind.NUMBER),
                Objects.requireNonNullElse(yamlFields.map("shares", LABEL, ValueKind.NUMBER), Map.of()),
                yamlFields.get("edited_into_spam", ValueKind.NUMBER, 0.0),
                yamlFields.get("forwarded", ValueKind.NUMBER, 0.0),
                new ModerationSpec.Authors(
                        yamlFields.get("newcomers", ValueKind.NUMBER, ModerationSpec.Authors.USUAL.newcomers()),
                        yamlFields.get("taken_over", ValueKind.NUMBER, ModerationSpec.Authors.USUAL.takenOver())),
                yamlFields.find("corpus", ValueKind.TEXT),
                yamlFields.parts("raids", this::raid)));
        if (messages != null && messages.corpus() != null) {
            readCorpus(yamlFields, messages.corpus());
        }
        return messages;
    }

    private ModerationSpec.@Nullable Raid raid(YamlFields yamlFields) {
        return yamlFields.build(() -> new ModerationSpec.Raid(
                yamlFields.need("at", ValueKind.DURATION),
                yamlFields.need("accounts", ValueKind.INT),
                yamlFields.need("messages", ValueKind.INT),
                yamlFields.need("for", ValueKind.DURATION)));
    }

    private void readCorpus(YamlFields yamlFields, String name) {
        if (corpora.containsKey(name) || areTooLarge()) {
            return;
        }
        Node at = ValuePaths.find(yamlFields.node(), "corpus");
        String path = yamlFields.below("corpus");
        try (Reader reader = ModerationSpec.isInline(name) ? new StringReader(name) : source.open(name)) {
            switch (CorpusFile.read(reader)) {
                case CorpusFile.Read read -> {
                    corpora.put(name, read.corpus());
                    if (areTooLarge()) {
                        yamlFields.wrong("corpus", at, path, TOO_LARGE);
                    }
                }
                case CorpusFile.Invalid invalid ->
                    invalid.problems().forEach(problem -> yamlFields.wrong("corpus", at, path, problem.toString()));
            }
        } catch (CharacterCodingException e) {
            yamlFields.wrong("corpus", at, path, "the file is not UTF-8");
        } catch (IOException e) {
            yamlFields.wrong("corpus", at, path, Objects.requireNonNullElse(e.getMessage(), "the file can't be read"));
        }
    }

    private boolean areTooLarge() {
        return corpora.values().stream().mapToLong(Corpus::size).sum() > CorpusFile.MAX_ROWS
                || corpora.values().stream().mapToLong(Corpus::length).sum() > CorpusFile.MAX_BYTES;
    }

    /** Faults alone. */
    List<FaultSpec> faults(YamlFields yamlFields) {
        List<FaultSpec> faults = yamlFields.parts("faults", this::fault);
        yamlFields.refuseOthers();
        if (faults.size() > WorldSpec.MAX_FAULTS) {
            yamlFields.wrong("faults", yamlFields.node(), "faults", "there may be at most " + WorldSpec.MAX_FAULTS);
        }
        return faults;
    }

    private @Nullable FaultSpec fault(YamlFields yamlFields) {
        return yamlFields.build(() -> new FaultSpec(
                yamlFields.need("method", ValueKind.TEXT),
                yamlFields.find("account", ValueKind.TEXT),
                yamlFields.get("share", ValueKind.NUMBER, 1.0),
                failure(yamlFields),
                yamlFields.get("from", ValueKind.DURATION, Duration.ZERO),
                yamlFields.find("until", ValueKind.DURATION)));
    }

    private Failure failure(YamlFields yamlFields) {
        List<Failure> given = new ArrayList<>();
        Failure.Answer answer = yamlFields.part("error", this::error);
        if (answer != null) {
            given.add(answer);
        }
        Duration delay = yamlFields.find("delay", ValueKind.DURATION);
        if (delay != null) {
            yamlFields.attempt("", () -> new Failure.Delay(delay)).ifPresent(given::add);
        }
        if (yamlFields.get("drop", ValueKind.FLAG, false)) {
            given.add(new Failure.Drop());
        }
        if (yamlFields.get("lose_answer", ValueKind.FLAG, false)) {
            given.add(new Failure.LoseAnswer());
        }
        if (given.size() != 1 && yamlFields.isWhole()) {
            yamlFields.wrong(
                    "",
                    yamlFields.node(),
                    yamlFields.below(""),
                    "needs exactly one of error, delay, drop, lose_answer");
        }
        return Optional.of(given)
                .filter(some -> !some.isEmpty())
                .map(List::getFirst)
                .orElse(new Failure.Drop());
    }

    private Failure.@Nullable Answer error(YamlFields yamlFields) {
        return yamlFields.build(() -> new Failure.Answer(
                yamlFields.need("code", ValueKind.INT),
                yamlFields.find("name", ValueKind.TEXT),
                yamlFields.get("description", ValueKind.TEXT, ""),
                yamlFields.find("retry_after", ValueKind.DURATION)));
    }
}
