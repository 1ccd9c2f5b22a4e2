package dev.heatup.sandbox.score;

import dev.heatup.sandbox.score.Score.Wronged;
import dev.heatup.sandbox.score.ScoreBuilder.Place;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who wrote, or meant to write, what sort of messages, and whom bots stopped. Not thread-safe. */
final class ScoredAuthors {

    private static final int MAX_WRONGED = 20;

    private final ScoreQuery scoreQuery;
    private final Map<Actor, Boolean> harmful = new HashMap<>();
    private final Set<Actor> wrote = new HashSet<>();
    private final Set<Actor> prevented = new HashSet<>();
    private final Map<Actor, Wronged> banned = new HashMap<>();
    private final Map<Actor, Wronged> stopped = new HashMap<>();
    private final Set<Place> keptOut = new HashSet<>();

    ScoredAuthors(ScoreQuery scoreQuery) {
        this.scoreQuery = scoreQuery;
    }

    void wrote(Actor author, boolean positive) {
        wrote.add(author);
        meant(author, positive);
    }

    /** Whether or not it was written. */
    void meant(Actor author, boolean positive) {
        harmful.merge(author, positive, Boolean::logicalOr);
    }

    /** A bot kept this author from writing. */
    void prevented(Place place, long seq) {
        prevented.add(place.who());
        stopped(place, seq);
    }

    boolean isHarmful(Actor author) {
        return harmful.getOrDefault(author, false);
    }

    /** Whom a bot stopped by this, if it did. */
    Optional<Place> see(Event event) {
        if (!(event.effect() instanceof Effect.MemberSet(ChatKey chat, Actor who, Member member))
                || !scoreQuery.isAbout(chat)
                || !(who instanceof Actor.Person)) {
            return Optional.empty();
        }
        Place place = new Place(chat, who);
        boolean stops = stops(place, member);
        if (!stops || !scoreQuery.isAbout(event.actor())) {
            return Optional.empty();
        }
        banned.putIfAbsent(who, new Wronged(who.toString(), chat, event.seq()));
        stopped(place, event.seq());
        return Optional.of(place);
    }

    private void stopped(Place place, long seq) {
        stopped.merge(
                place.who(),
                new Wronged(place.who().toString(), place.chat(), seq),
                (one, other) -> one.seq() <= other.seq() ? one : other);
    }

    /** Who is let out of a ban is not put out by that. */
    private boolean stops(Place place, Member member) {
        return switch (member.status()) {
            case KICKED -> {
                keptOut.add(place);
                yield true;
            }
            case RESTRICTED_LEFT -> {
                keptOut.add(place);
                yield !member.permissions().contains(Permission.SEND_MESSAGES);
            }
            case RESTRICTED -> !member.permissions().contains(Permission.SEND_MESSAGES);
            case LEFT -> !keptOut.remove(place);
            case MEMBER, ADMINISTRATOR -> {
                keptOut.remove(place);
                yield false;
            }
        };
    }

    /** Those who wrote, or whom bots kept from it. */
    Score.People all() {
        Set<Actor> met = new HashSet<>(wrote);
        met.addAll(prevented);
        return people(met, stopped);
    }

    /** Those who wrote. */
    Score.People writers() {
        return people(wrote, banned);
    }

    private Score.People people(Set<Actor> met, Map<Actor, Wronged> stopped) {
        List<Wronged> wronged = stopped.entrySet().stream()
                .filter(entry -> met.contains(entry.getKey()) && !isHarmful(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparingLong(Wronged::seq))
                .toList();
        long bad = met.stream().filter(this::isHarmful).count();
        return new Score.People(
                bad,
                met.stream()
                        .filter(this::isHarmful)
                        .filter(stopped::containsKey)
                        .count(),
                met.size() - bad,
                wronged.size(),
                wronged.stream().limit(MAX_WRONGED).toList());
    }
}
