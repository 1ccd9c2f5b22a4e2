package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.traffic.ModeratedGroup.Guest;
import dev.heatup.sandbox.traffic.TransientAccounts.Habit;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.FoundingMember;
import dev.heatup.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The labelled messages of a world. Each label has a row of its own, with one message, or one account that writes
 * several, in each of equal slots of time; so rates and shares are met, and any part of a row is computed without the
 * parts before it.
 */
public final class Traffic {

    /** Raids come on top. */
    private static final List<Coming> COMINGS = List.of(
            new Coming(Label.SPAM, Habit.SPAM),
            new Coming(Label.TOXIC, Habit.TOXIC),
            new Coming(Label.FLOOD, Habit.FLOOD),
            new Coming(Label.CLEAN, Habit.HARMLESS),
            new Coming(Label.HARD_NEGATIVE, Habit.HARMLESS));

    /** Those of whom others write, too. */
    private static final Set<Label> HARMLESS = EnumSet.of(Label.CLEAN, Label.HARD_NEGATIVE);

    /** Accounts that come to write something of one sort. */
    private record Coming(Label label, Habit habit) {}

    private final World world;
    private final Map<Username, Corpus> corpora;
    private final List<Guest> people;
    private final ForwardOrigins forwardOrigins;
    private final Map<Username, List<Guest>> members = new HashMap<>();
    private final List<ModerationSpec> specs;
    private final List<Agenda.Source> rows = new ArrayList<>();
    private int visitorRows;

    private Traffic(World world, List<ModerationSpec> specs, Map<Username, Corpus> corpora) {
        this.world = world;
        this.specs = specs;
        this.corpora = corpora;
        specs.forEach(spec -> members.put(spec.chat(), new ArrayList<>()));
        people = specs.isEmpty() ? List.of() : world.founders().map(this::known).toList();
        forwardOrigins = ForwardOrigins.of(world, people);
    }

    private Guest known(FoundingMember foundingMember) {
        Guest guest = new Guest(foundingMember.account(), foundingMember.language());
        foundingMember
                .chats()
                .forEach(chat -> members.getOrDefault(chat, new ArrayList<>()).add(guest));
        return guest;
    }

    /** Reads this package's phrase files now rather than at the first draw; fails when one is broken. */
    public static void readPhrases() {
        StrangerNames.read();
    }

    /**
     * @param specs of groups of this world, each once
     * @param corpora by group; a group without one has the templates
     */
    public static List<Agenda.Source> of(World world, List<ModerationSpec> specs, Map<Username, Corpus> corpora) {
        Traffic traffic = new Traffic(world, specs, corpora);
        specs.forEach(traffic::add);
        return List.copyOf(traffic.rows);
    }

    private void add(ModerationSpec spec) {
        Chat chat = world.find(spec.chat())
                .orElseThrow(() -> new IllegalArgumentException("there is no group " + spec.chat() + " in this world"));
        ModeratedGroup moderatedGroup = new ModeratedGroup(chat, corpora.getOrDefault(spec.chat(), Corpus.templates()));
        HARMLESS.forEach(label -> addTalk(moderatedGroup, spec, label));
        COMINGS.forEach(coming -> addVisitors(moderatedGroup, spec, coming));
        for (int i = 0; i < spec.raids().size(); i++) {
            addRaid(moderatedGroup, spec.raids().get(i), "raid/" + (i + 1));
        }
    }

    /** Clean ones are the rest. */
    private static double perHour(ModerationSpec spec, Label label) {
        double named =
                spec.shares().values().stream().mapToDouble(share -> share).sum();
        double share =
                label == Label.CLEAN ? Math.max(0, 1 - named) : spec.shares().getOrDefault(label, 0.0);
        return spec.messagesPerHour() * share;
    }

    private void addTalk(ModeratedGroup moderatedGroup, ModerationSpec spec, Label label) {
        List<Guest> authors = membersOf(moderatedGroup);
        long seed = seed(moderatedGroup, label.written());
        if (!authors.isEmpty()) {
            TimeSlots.endless(perHour(spec, label) * (1 - spec.authors().newcomers()))
                    .ifPresent(timeSlots ->
                            rows.add(row(seed, timeSlots, new HarmlessTalk(moderatedGroup, label, seed, authors))));
        }
    }

    private void addVisitors(ModeratedGroup moderatedGroup, ModerationSpec spec, Coming coming) {
        Label label = coming.label();
        boolean harmless = HARMLESS.contains(label);
        long seed = seed(moderatedGroup, "new/" + label.written());
        Habit habit = coming.habit().inSlowMode(moderatedGroup.chat().manner().slowMode());
        TransientAccounts transientAccounts = new TransientAccounts(
                moderatedGroup,
                label,
                habit,
                seed,
                label == Label.SPAM ? spec.editedIntoSpam() : 0,
                harmless || label == Label.SPAM ? spec.forwarded() : 0,
                forwardOrigins,
                harmless
                        ? newcomers(moderatedGroup)
                        : mixed(moderatedGroup, seed, spec.authors().takenOver()));
        TimeSlots.endless(perHour(spec, label) * (harmless ? spec.authors().newcomers() : 1) / habit.mean())
                .ifPresent(timeSlots -> rows.add(row(seed, timeSlots, transientAccounts)));
    }

    /** Names that no other row has, in which nothing tells what an account is for. */
    private LongFunction<Guest> newcomers(ModeratedGroup moderatedGroup) {
        int row = visitorRows++;
        long all = (long) specs.size() * COMINGS.size();
        String language = moderatedGroup.chat().language();
        return number -> new Guest("x%05d".formatted(number * all + row + 1), language);
    }

    /** Newcomers, and people of the group whose accounts somebody else has now. */
    private LongFunction<Guest> mixed(ModeratedGroup moderatedGroup, long seed, double takenOver) {
        LongFunction<Guest> fresh = newcomers(moderatedGroup);
        List<Guest> members = membersOf(moderatedGroup);
        return number -> {
            long draw = SeededDraw.of(SeededDraw.of(seed, "taken over"), number);
            return !members.isEmpty() && SeededDraw.unit(draw) < takenOver
                    ? members.get(SeededDraw.index(SeededDraw.of(draw, "who"), members.size()))
                    : fresh.apply(number);
        };
    }

    private List<Guest> membersOf(ModeratedGroup moderatedGroup) {
        return List.copyOf(members.getOrDefault(moderatedGroup.chat().name(), List.of()));
    }

    private void addRaid(ModeratedGroup moderatedGroup, ModerationSpec.Raid raid, String name) {
        long seed = seed(moderatedGroup, name);
        Raiders raiders = new Raiders(moderatedGroup, name, seed, Raiders.some(people, raid.accounts(), seed));
        // They come so long before that the first message is on time.
        Duration first = raid.at().minus(raiders.span());
        TimeSlots timeSlots =
                TimeSlots.within(first.isNegative() ? Duration.ZERO : first, raid.lasting(), raid.messages());
        rows.add(row(seed, timeSlots, raiders));
    }

    private static ScriptSequence row(long seed, TimeSlots timeSlots, TrafficScript trafficScript) {
        return new ScriptSequence(SeededDraw.of(seed, "slots"), timeSlots, trafficScript);
    }

    private long seed(ModeratedGroup moderatedGroup, String name) {
        return SeededDraw.of(SeededDraw.of(world.seed(), "traffic"), moderatedGroup.campaign(name));
    }
}
