package dev.heatup.sandbox.score;

import dev.heatup.sandbox.corpus.Difficulty;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.score.MessageSample.Sighting;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import dev.heatup.sandbox.world.Event;
import dev.heatup.text.EnumNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log once, in order. It keeps what it must know of each scored message that still stands or could not be
 * written, about 200 bytes, and of each author; whatever became of a message is counted and forgotten. Not thread-safe.
 */
public final class ScoreBuilder {

    private final ScoreQuery scoreQuery;
    private final Map<ChatKey, Map<Integer, Standing>> standing = new LinkedHashMap<>();
    private final Map<Place, Standing> lastWords = new HashMap<>();
    private final OutcomeCounts outcomeCounts = new OutcomeCounts();
    private final ScoredAuthors scoredAuthors;
    private final WriteBlockers writeBlockers = new WriteBlockers();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, Map<Reason, Long>> prevented = new TreeMap<>();
    private long events;

    /** Somebody in a chat. */
    record Place(ChatKey chat, Actor who) {}

    /** What a message is. Both null for one without a label that counts as clean. */
    record Kind(@Nullable Label label, @Nullable Difficulty difficulty) {

        static final Kind UNLABELLED = new Kind(null, null);

        static Optional<Kind> of(Cause cause) {
            String label = cause.label();
            String difficulty = cause.difficulty();
            return label == null || difficulty == null
                    ? Optional.empty()
                    : EnumNames.find(Label.class, label)
                            .flatMap(is ->
                                    EnumNames.find(Difficulty.class, difficulty).map(grade -> new Kind(is, grade)));
        }

        boolean isPositive() {
            return label != null && LabelExpectations.isPositive(label);
        }

        String labelName() {
            return label == null ? LabelExpectations.UNLABELLED : label.written();
        }
    }

    /** A message that is there. */
    static final class Standing {

        final ChatKey chat;
        final int id;
        Kind kind;
        long seq;
        Instant since;
        boolean authorStopped;

        Standing(ChatKey chat, int id, Kind kind, Event event) {
            this.chat = chat;
            this.id = id;
            this.kind = kind;
            seq = event.seq();
            since = event.worldTime();
        }

        void becomes(Kind other, Event event) {
            kind = other;
            seq = event.seq();
            since = event.worldTime();
        }

        Sighting sighting() {
            return new Sighting(chat, id, seq);
        }
    }

    /**
     * Somebody could not write.
     *
     * @param by whose act it was
     */
    private record Attempt(Kind kind, Place place, long seq, Set<Actor> by) {}

    private ScoreBuilder(ScoreQuery scoreQuery) {
        this.scoreQuery = scoreQuery;
        this.scoredAuthors = new ScoredAuthors(scoreQuery);
    }

    public static Score of(Stream<Event> events) {
        return of(events, ScoreQuery.ALL);
    }

    /** @param events of one log from its beginning, in order */
    public static Score of(Stream<Event> events, ScoreQuery scoreQuery) {
        ScoreBuilder scoreBuilder = new ScoreBuilder(scoreQuery);
        events.forEachOrdered(scoreBuilder::see);
        return scoreBuilder.score();
    }

    private void see(Event event) {
        events++;
        writeBlockers.see(event);
        scoredAuthors.see(event).ifPresent(this::stopped);
        switch (event.effect()) {
            case Effect.MessageSent sent -> sent(event, sent);
            case Effect.MessageEdited(ChatKey chat, int id, var _, var _) -> edited(event, chat, id);
            case Effect.MessagesDeleted(ChatKey chat, List<Integer> ids) -> ids.forEach(id -> deleted(event, chat, id));
            case Effect.AttemptRefused(ChatKey chat, Reason reason, String _) -> refused(event, chat, reason);
            default -> {}
        }
    }

    private void sent(Event event, Effect.MessageSent sent) {
        if (!scoreQuery.isAbout(sent.chat()) || sent.content() instanceof Content.Service) {
            return;
        }
        kind(event).ifPresent(is -> {
            Standing message = new Standing(sent.chat(), sent.messageId(), is, event);
            in(sent.chat()).put(sent.messageId(), message);
            wrote(event.actor(), message);
        });
    }

    private Optional<Kind> kind(Event event) {
        Optional<Kind> kind = Kind.of(event.cause());
        return kind.isEmpty() && scoreQuery.unlabelled() && event.actor() instanceof Actor.Person
                ? Optional.of(Kind.UNLABELLED)
                : kind;
    }

    private void edited(Event event, ChatKey chat, int id) {
        Standing message = in(chat).get(id);
        if (message != null) {
            Kind.of(event.cause()).ifPresent(is -> {
                message.becomes(is, event);
                wrote(event.actor(), message);
            });
        }
    }

    private Map<Integer, Standing> in(ChatKey chat) {
        return standing.computeIfAbsent(chat, c -> new LinkedHashMap<>());
    }

    private void wrote(Actor author, Standing message) {
        lastWords.put(new Place(message.chat, author), message);
        scoredAuthors.wrote(author, message.kind.isPositive());
    }

    private void stopped(Place place) {
        Standing last = lastWords.get(place);
        if (last != null) {
            last.authorStopped = true;
        }
    }

    private void deleted(Event event, ChatKey chat, int id) {
        Standing message = in(chat).remove(id);
        if (message == null) {
            return;
        }
        if (scoreQuery.isAbout(event.actor())) {
            outcomeCounts.removed(message, event.worldTime());
        } else {
            outcomeCounts.add(
                    message, message.authorStopped ? MessageOutcome.AUTHOR_STOPPED : MessageOutcome.REMOVED_BY_OTHERS);
        }
    }

    private void refused(Event event, ChatKey chat, Reason reason) {
        if (!scoreQuery.isAbout(chat)) {
            return;
        }
        kind(event).ifPresent(is -> {
            Actor author = event.actor();
            prevented
                    .computeIfAbsent(is.labelName(), l -> new EnumMap<>(Reason.class))
                    .merge(reason, 1L, Long::sum);
            scoredAuthors.meant(author, is.isPositive());
            attempts.add(new Attempt(is, new Place(chat, author), event.seq(), writeBlockers.of(reason, chat, author)));
        });
    }

    /** Known in the end: who looks after requests, and whether an author means harm. */
    private void prevented(Attempt attempt) {
        if (attempt.by().stream().noneMatch(scoreQuery::isAbout)) {
            return;
        }
        scoredAuthors.prevented(attempt.place(), attempt.seq());
        boolean isRight = !attempt.kind().isPositive()
                && scoredAuthors.isHarmful(attempt.place().who());
        outcomeCounts.add(
                attempt.kind(),
                isRight ? MessageOutcome.PREVENTED_OF_HARMFUL : MessageOutcome.PREVENTED,
                new Sighting(attempt.place().chat(), null, attempt.seq()));
    }

    private Score score() {
        attempts.forEach(this::prevented);
        standing.values().stream()
                .flatMap(messages -> messages.values().stream())
                .forEach(message -> outcomeCounts.add(
                        message, message.authorStopped ? MessageOutcome.AUTHOR_STOPPED : MessageOutcome.UNTOUCHED));
        return new Score(
                scoreQuery,
                events,
                outcomeCounts.rows(),
                outcomeCounts.toRemoval(),
                prevented,
                scoredAuthors.all(),
                scoredAuthors.writers());
    }
}
