package dev.heatup.sandbox.spec.yaml;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.corpus.CorpusFile;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.ChannelSpec;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.sandbox.spec.Reactions;
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

    private static final Kind<Permission> PERMISSION = Kind.of(Permission.class);
    private static final Kind<AdminRight> RIGHT = Kind.of(AdminRight.class);
    private static final Kind<Label> LABEL = Kind.of(Label.class);

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
    WorldSpec world(Fields fields) {
        String name = fields.need("name", Kind.TEXT);
        long seed = fields.get("seed", Kind.LONG, WorldSpec.DEFAULT_SEED);
        var starts = fields.find("starts", Kind.INSTANT);
        boolean poolsNamed = fields.value("pools").isPresent();
        List<String> pools = fields.list("pools", Kind.TEXT);
        PopulationSpec population =
                Objects.requireNonNullElse(fields.part("population", this::population), PopulationSpec.NOBODY);
        List<ChannelSpec> channels = fields.parts("channels", this::channel);
        List<GroupSpec> groups = fields.parts("groups", this::group);
        List<BotSpec> bots = fields.parts("bots", this::bot);
        List<ModerationSpec> moderation = fields.parts("moderation", this::moderation);
        List<FaultSpec> faults = fields.parts("faults", this::fault);
        fields.refuseOthers();
        // What the parts say of each other is judged when all of them could be read.
        boolean whole = fields.isWhole();
        return fields.build(() -> new WorldSpec(
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

    private @Nullable PopulationSpec population(Fields fields) {
        return fields.build(() -> {
            Map<String, Double> languages = fields.map("languages", Kind.TEXT, Kind.NUMBER);
            boolean hoursGiven = fields.value("activity").isPresent();
            List<Double> activity = fields.list("activity", Kind.NUMBER);
            return new PopulationSpec(
                    fields.need("size", Kind.INT),
                    languages == null ? PopulationSpec.DEFAULT_LANGUAGES : languages,
                    hoursGiven ? activity : PopulationSpec.DEFAULT_ACTIVITY,
                    fields.get("utc_offset_hours", Kind.INT, 0),
                    fields.get("visits_per_day", Kind.NUMBER, PopulationSpec.DEFAULT_VISITS_PER_DAY));
        });
    }

    private @Nullable ChannelSpec channel(Fields fields) {
        return fields.build(() -> new ChannelSpec(
                fields.need("username", Kind.USERNAME),
                fields.need("title", Kind.TEXT),
                fields.need("topic", Kind.TEXT),
                fields.get("language", Kind.TEXT, "en"),
                fields.get("posts_per_day", Kind.NUMBER, ChannelSpec.DEFAULT_POSTS_PER_DAY),
                fields.get("audience", Kind.INT, ChannelSpec.DEFAULT_AUDIENCE),
                fields.find("discussion", Kind.USERNAME),
                reactions(fields)));
    }

    private @Nullable GroupSpec group(Fields fields) {
        return fields.build(() -> new GroupSpec(
                fields.need("username", Kind.USERNAME),
                fields.need("title", Kind.TEXT),
                fields.need("topic", Kind.TEXT),
                fields.get("language", Kind.TEXT, "en"),
                fields.get("private", Kind.FLAG, false),
                fields.get("approval", Kind.FLAG, false),
                fields.list("topics", Kind.TEXT),
                fields.get("slow_mode_seconds", Kind.INT, 0),
                fields.get("members", Kind.NUMBER, GroupSpec.DEFAULT_MEMBERS),
                permissions(fields),
                reactions(fields)));
    }

    /** The defaults, changed by what is written. */
    private static Set<Permission> permissions(Fields fields) {
        Set<Permission> granted = EnumSet.copyOf(Permission.DEFAULTS);
        Map<Permission, Boolean> written = fields.map("permissions", PERMISSION, Kind.FLAG);
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

    private static Reactions reactions(Fields fields) {
        Node written = fields.value("reactions").orElse(null);
        if (written instanceof SequenceNode) {
            List<String> emoji = fields.list("reactions", Kind.TEXT);
            return fields.<Reactions>attempt("reactions", () -> new Reactions.Some(emoji))
                    .orElse(new Reactions.All());
        }
        if (written instanceof ScalarNode scalar && scalar.getValue().equals("none")) {
            return new Reactions.None();
        }
        if (written != null
                && !(written instanceof ScalarNode scalar && scalar.getValue().equals("all"))) {
            fields.wrong("reactions", written, fields.below("reactions"), "allowed is all, none, or a list of emoji");
        }
        return new Reactions.All();
    }

    private @Nullable BotSpec bot(Fields fields) {
        return fields.build(() -> {
            Username username = fields.need("username", Kind.USERNAME);
            return new BotSpec(
                    username,
                    fields.get("name", Kind.TEXT, username.value()),
                    fields.get("about", Kind.TEXT, ""),
                    fields.find("id", Kind.LONG),
                    fields.get("privacy", Kind.FLAG, true),
                    fields.list("payloads", Kind.TEXT),
                    fields.parts("chats", this::place));
        });
    }

    private BotSpec.@Nullable Place place(Fields fields) {
        return fields.build(
                () -> new BotSpec.Place(fields.need("chat", Kind.USERNAME), Set.copyOf(fields.list("rights", RIGHT))));
    }

    private @Nullable ModerationSpec moderation(Fields fields) {
        ModerationSpec messages = fields.build(() -> new ModerationSpec(
                fields.need("chat", Kind.USERNAME),
                fields.need("messages_per_hour", Kind.NUMBER),
                Objects.requireNonNullElse(fields.map("shares", LABEL, Kind.NUMBER), Map.of()),
                fields.get("edited_into_spam", Kind.NUMBER, 0.0),
                fields.get("forwarded", Kind.NUMBER, 0.0),
                new ModerationSpec.Authors(
                        fields.get("newcomers", Kind.NUMBER, ModerationSpec.Authors.USUAL.newcomers()),
                        fields.get("taken_over", Kind.NUMBER, ModerationSpec.Authors.USUAL.takenOver())),
                fields.find("corpus", Kind.TEXT),
                fields.parts("raids", this::raid)));
        if (messages != null && messages.corpus() != null) {
            readCorpus(fields, messages.corpus());
        }
        return messages;
    }

    private ModerationSpec.@Nullable Raid raid(Fields fields) {
        return fields.build(() -> new ModerationSpec.Raid(
                fields.need("at", Kind.DURATION),
                fields.need("accounts", Kind.INT),
                fields.need("messages", Kind.INT),
                fields.need("for", Kind.DURATION)));
    }

    private void readCorpus(Fields fields, String name) {
        if (corpora.containsKey(name) || areTooLarge()) {
            return;
        }
        Node at = Places.find(fields.node(), "corpus");
        String path = fields.below("corpus");
        try (Reader reader = ModerationSpec.isInline(name) ? new StringReader(name) : source.open(name)) {
            switch (CorpusFile.read(reader)) {
                case CorpusFile.Read read -> {
                    corpora.put(name, read.corpus());
                    if (areTooLarge()) {
                        fields.wrong("corpus", at, path, TOO_LARGE);
                    }
                }
                case CorpusFile.Invalid invalid ->
                    invalid.problems().forEach(problem -> fields.wrong("corpus", at, path, problem.toString()));
            }
        } catch (CharacterCodingException e) {
            fields.wrong("corpus", at, path, "the file is not UTF-8");
        } catch (IOException e) {
            fields.wrong("corpus", at, path, Objects.requireNonNullElse(e.getMessage(), "the file can't be read"));
        }
    }

    private boolean areTooLarge() {
        return corpora.values().stream().mapToLong(Corpus::size).sum() > CorpusFile.MAX_ROWS
                || corpora.values().stream().mapToLong(Corpus::length).sum() > CorpusFile.MAX_BYTES;
    }

    /** Faults alone. */
    List<FaultSpec> faults(Fields fields) {
        List<FaultSpec> faults = fields.parts("faults", this::fault);
        fields.refuseOthers();
        if (faults.size() > WorldSpec.MAX_FAULTS) {
            fields.wrong("faults", fields.node(), "faults", "there may be at most " + WorldSpec.MAX_FAULTS);
        }
        return faults;
    }

    private @Nullable FaultSpec fault(Fields fields) {
        return fields.build(() -> new FaultSpec(
                fields.need("method", Kind.TEXT),
                fields.find("account", Kind.TEXT),
                fields.get("share", Kind.NUMBER, 1.0),
                failure(fields),
                fields.get("from", Kind.DURATION, Duration.ZERO),
                fields.find("until", Kind.DURATION)));
    }

    private Failure failure(Fields fields) {
        List<Failure> given = new ArrayList<>();
        Failure.Answer answer = fields.part("error", this::error);
        if (answer != null) {
            given.add(answer);
        }
        Duration delay = fields.find("delay", Kind.DURATION);
        if (delay != null) {
            fields.attempt("", () -> new Failure.Delay(delay)).ifPresent(given::add);
        }
        if (fields.get("drop", Kind.FLAG, false)) {
            given.add(new Failure.Drop());
        }
        if (fields.get("lose_answer", Kind.FLAG, false)) {
            given.add(new Failure.LoseAnswer());
        }
        if (given.size() != 1 && fields.isWhole()) {
            fields.wrong("", fields.node(), fields.below(""), "needs exactly one of error, delay, drop, lose_answer");
        }
        return Optional.of(given)
                .filter(some -> !some.isEmpty())
                .map(List::getFirst)
                .orElse(new Failure.Drop());
    }

    private Failure.@Nullable Answer error(Fields fields) {
        return fields.build(() -> new Failure.Answer(
                fields.need("code", Kind.INT),
                fields.find("name", Kind.TEXT),
                fields.get("description", Kind.TEXT, ""),
                fields.find("retry_after", Kind.DURATION)));
    }
}
