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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labelled messages of a world. Each label has a row of its own, with one message, or one account that writes
 * several, in each of equal slots of time; so rates and shares are met, and any part of a row is computed without the
 * parts before it.
 */
public final class Traffic {

    /** Clean ones are the rest, and raids come on top. */
    private static final List<Harm> HARMS = List.of(
            new Harm(Label.SPAM, Habit.SPAM), new Harm(Label.TOXIC, Habit.TOXIC), new Harm(Label.FLOOD, Habit.FLOOD));

    private record Harm(Label label, Habit habit) {}

    private final World world;
    private final Map<Username, Corpus> corpora;
    private final List<Guest> people;
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
    }

    private Guest known(Founder founder) {
        Guest guest = new Guest(founder.account(), founder.language());
        founder.chats()
                .forEach(chat -> members.getOrDefault(chat, new ArrayList<>()).add(guest));
        return guest;
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
        double named =
                spec.shares().values().stream().mapToDouble(share -> share).sum();
        addTalk(place, spec, Label.CLEAN, Math.max(0, 1 - named));
        addTalk(place, spec, Label.HARD_NEGATIVE, share(spec, Label.HARD_NEGATIVE));
        HARMS.forEach(harm -> addVisitors(place, spec, harm));
        for (int i = 0; i < spec.raids().size(); i++) {
            addRaid(place, spec.raids().get(i), "raid/" + (i + 1));
        }
    }

    private static double share(ModerationSpec spec, Label label) {
        return spec.shares().getOrDefault(label, 0.0);
    }

    private void addTalk(Place place, ModerationSpec spec, Label label, double share) {
        List<Guest> authors = List.copyOf(members.getOrDefault(spec.chat(), List.of()));
        long seed = seed(place, label.written());
        if (!authors.isEmpty()) {
            Slots.endless(spec.messagesPerHour() * share)
                    .ifPresent(slots -> rows.add(row(seed, slots, new Talk(place, label, seed, authors))));
        }
    }

    private void addVisitors(Place place, ModerationSpec spec, Harm harm) {
        Label label = harm.label();
        int row = visitorRows++;
        long all = (long) specs.size() * HARMS.size();
        long seed = seed(place, label.written());
        Habit habit = harm.habit().inSlowMode(place.chat().manner().slowMode());
        boolean spam = label == Label.SPAM;
        Visitors visitors = new Visitors(
                place,
                label,
                habit,
                seed,
                spam ? spec.editedIntoSpam() : 0,
                spam ? spec.forwarded() : 0,
                number -> "x%05d".formatted(number * all + row + 1));
        Slots.endless(spec.messagesPerHour() * share(spec, label) / habit.mean())
                .ifPresent(slots -> rows.add(row(seed, slots, visitors)));
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
