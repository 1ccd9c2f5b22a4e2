package dev.heatup.sandbox.score;

import dev.heatup.sandbox.score.Score.Wronged;
import dev.heatup.sandbox.score.Scores.Place;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who wrote what sort of messages, and whom bots stopped. Not thread-safe. */
final class Authors {

    private static final int MOST_WRONGED = 20;

    private final Question question;
    private final Map<Actor, Boolean> harmful = new HashMap<>();
    private final Map<Actor, Wronged> stopped = new LinkedHashMap<>();
    private final Set<Place> keptOut = new HashSet<>();

    Authors(Question question) {
        this.question = question;
    }

    void wrote(Actor author, boolean positive) {
        harmful.merge(author, positive, Boolean::logicalOr);
    }

    /** Whom a bot stopped by this, if it did. */
    Optional<Place> see(Event event) {
        if (!(event.effect() instanceof Effect.MemberSet(ChatKey chat, Actor who, Member member))
                || !question.isAbout(chat)
                || !(who instanceof Actor.Person)) {
            return Optional.empty();
        }
        Place place = new Place(chat, who);
        boolean stops = stops(place, member);
        if (!stops || !question.isAbout(event.actor())) {
            return Optional.empty();
        }
        stopped.putIfAbsent(who, new Wronged(who.toString(), chat, event.seq()));
        return Optional.of(place);
    }

    /** Who is let out of a ban is not put out by that. */
    private boolean stops(Place place, Member member) {
        return switch (member.status()) {
            case KICKED -> {
                keptOut.add(place);
                yield true;
            }
            case RESTRICTED -> true;
            case LEFT -> !keptOut.remove(place);
            case MEMBER, ADMINISTRATOR -> {
                keptOut.remove(place);
                yield false;
            }
        };
    }

    Score.People people() {
        List<Wronged> wronged = stopped.entrySet().stream()
                .filter(entry -> Boolean.FALSE.equals(harmful.get(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        long bad = harmful.values().stream().filter(is -> is).count();
        return new Score.People(
                bad,
                stopped.keySet().stream()
                        .filter(who -> harmful.getOrDefault(who, false))
                        .count(),
                harmful.size() - bad,
                wronged.size(),
                wronged.stream().limit(MOST_WRONGED).toList());
    }
}
