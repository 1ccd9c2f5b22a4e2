package dev.heatup.sandbox.traffic;

import dev.heatup.chance.Draw;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.traffic.Place.Guest;
import dev.heatup.sandbox.traffic.Visitors.Habit;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.Founder;
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
    private final Origins origins;
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
        origins = Origins.of(world, people);
    }

    private Guest known(Founder founder) {
        Guest guest = new Guest(founder.account(), founder.language());
        founder.chats()
                .forEach(chat -> members.getOrDefault(chat, new ArrayList<>()).add(guest));
        return guest;
    }

    /** Reads this package's phrase files now rather than at the first draw; fails when one is broken. */
    public static void readPhrases() {
        Strangers.read();
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
        Place place = new Place(chat, corpora.getOrDefault(spec.chat(), Corpus.templates()));
        HARMLESS.forEach(label -> addTalk(place, spec, label));
        COMINGS.forEach(coming -> addVisitors(place, spec, coming));
        for (int i = 0; i < spec.raids().size(); i++) {
            addRaid(place, spec.raids().get(i), "raid/" + (i + 1));
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

    private void addTalk(Place place, ModerationSpec spec, Label label) {
        List<Guest> authors = membersOf(place);
        long seed = seed(place, label.written());
        if (!authors.isEmpty()) {
            Slots.endless(perHour(spec, label) * (1 - spec.authors().newcomers()))
                    .ifPresent(slots -> rows.add(row(seed, slots, new Talk(place, label, seed, authors))));
        }
    }

    private void addVisitors(Place place, ModerationSpec spec, Coming coming) {
        Label label = coming.label();
        boolean harmless = HARMLESS.contains(label);
        long seed = seed(place, "new/" + label.written());
        Habit habit = coming.habit().inSlowMode(place.chat().manner().slowMode());
        Visitors visitors = new Visitors(
                place,
                label,
                habit,
                seed,
                label == Label.SPAM ? spec.editedIntoSpam() : 0,
                harmless || label == Label.SPAM ? spec.forwarded() : 0,
                origins,
                harmless ? newcomers(place) : mixed(place, seed, spec.authors().takenOver()));
        Slots.endless(perHour(spec, label) * (harmless ? spec.authors().newcomers() : 1) / habit.mean())
                .ifPresent(slots -> rows.add(row(seed, slots, visitors)));
    }

    /** Names that no other row has, in which nothing tells what an account is for. */
    private LongFunction<Guest> newcomers(Place place) {
        int row = visitorRows++;
        long all = (long) specs.size() * COMINGS.size();
        String language = place.chat().language();
        return number -> new Guest("x%05d".formatted(number * all + row + 1), language);
    }

    /** Newcomers, and people of the group whose accounts somebody else has now. */
    private LongFunction<Guest> mixed(Place place, long seed, double takenOver) {
        LongFunction<Guest> fresh = newcomers(place);
        List<Guest> members = membersOf(place);
        return number -> {
            long draw = Draw.of(Draw.of(seed, "taken over"), number);
            return !members.isEmpty() && Draw.unit(draw) < takenOver
                    ? members.get(Draw.index(Draw.of(draw, "who"), members.size()))
                    : fresh.apply(number);
        };
    }

    private List<Guest> membersOf(Place place) {
        return List.copyOf(members.getOrDefault(place.chat().name(), List.of()));
    }

    private void addRaid(Place place, ModerationSpec.Raid raid, String name) {
        long seed = seed(place, name);
        Raiders raiders = new Raiders(place, name, seed, Raiders.some(people, raid.accounts(), seed));
        // They come so long before that the first message is on time.
        Duration first = raid.at().minus(raiders.span());
        Slots slots = Slots.within(first.isNegative() ? Duration.ZERO : first, raid.lasting(), raid.messages());
        rows.add(row(seed, slots, raiders));
    }

    private static Row row(long seed, Slots slots, Script script) {
        return new Row(Draw.of(seed, "slots"), slots, script);
    }

    private long seed(Place place, String name) {
        return Draw.of(Draw.of(world.seed(), "traffic"), place.campaign(name));
    }
}
