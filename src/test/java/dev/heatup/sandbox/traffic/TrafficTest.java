package dev.heatup.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.score.ScoreBuilder;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.ModerationSpec.Authors;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Username TALK = new Username("hu_talk");
    private static final Map<Label, Double> SHARES =
            Map.of(Label.SPAM, 0.1, Label.TOXIC, 0.05, Label.FLOOD, 0.05, Label.HARD_NEGATIVE, 0.1);

    private static final Set<String> HARMFUL = Set.of("spam", "toxic", "flood");

    private static ModerationSpec moderated(Authors authors) {
        return new ModerationSpec(TALK, 600, SHARES, 0.2, 0.3, authors, null, List.of());
    }

    private static WorldSpec spec(long seed, GroupSpec group, ModerationSpec moderation) {
        return TestWorlds.peopled(seed, 100, List.of(group), moderation);
    }

    private static LivingTestWorld life(long seed, Authors authors) {
        return LivingTestWorld.of(spec(seed, TestWorlds.group("hu_talk", false, 0), moderated(authors)));
    }

    private static List<Event> hours(long seed, int hours) {
        return life(seed, Authors.USUAL).until(Duration.ofHours(hours)).events();
    }

    @Test
    void aSeedGivesTheSameMessagesAndAnotherGivesOthers() {
        Set<List<Event>> lives = new HashSet<>();
        for (int seed = 0; seed < 120; seed++) {
            List<Event> events = hours(seed, 1);
            assertThat(hours(seed, 1)).as("seed %d", seed).isEqualTo(events);
            assertThat(lives.add(events)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void aWorldThatIsResumedAtAnyTimeGoesOnAsIfNothingHadBeen() {
        for (int seed = 0; seed < 100; seed++) {
            List<Event> whole = hours(seed, 1);
            LivingTestWorld livingTestWorld = life(seed, Authors.USUAL);
            for (int minutes = 7; minutes < 60; minutes += 11) {
                livingTestWorld =
                        livingTestWorld.until(Duration.ofMinutes(minutes)).resumed();
            }
            assertThat(livingTestWorld.until(Duration.ofHours(1)).events())
                    .as("seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    @Test
    void timeNeverGoesBack() {
        List<Event> events = hours(3, 2);

        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).worldTime())
                    .isAfterOrEqualTo(events.get(i - 1).worldTime());
        }
    }

    @Test
    void ratesAndSharesAreMetInTheLongRun() {
        int hours = 60;
        List<Event> events = hours(5, hours);
        Map<String, Long> sent = events.stream()
                .filter(TrafficTest::isLabelledMessage)
                .collect(Collectors.groupingBy(
                        event -> String.valueOf(event.cause().label()), Collectors.counting()));
        double all = 600.0 * hours;
        long edits = events.stream()
                .filter(event -> event.effect() instanceof Effect.MessageEdited)
                .count();
        long forwards = events.stream()
                .filter(event -> "spam".equals(event.cause().label())
                        && event.effect() instanceof Effect.MessageSent message
                        && message.forward() != null)
                .count();

        assertThat(sent.values().stream().mapToLong(count -> count).sum() / all).isCloseTo(1, withinPercentage(3));
        assertThat(sent.getOrDefault("clean", 0L) / all).isCloseTo(0.72, withinPercentage(3));
        assertThat(sent.getOrDefault("spam", 0L) / all).isCloseTo(0.08, withinPercentage(10));
        assertThat(sent.getOrDefault("toxic", 0L) / all).isCloseTo(0.05, withinPercentage(10));
        assertThat(sent.getOrDefault("flood", 0L) / all).isCloseTo(0.05, withinPercentage(10));
        assertThat(sent.getOrDefault("hard_negative", 0L) / all).isCloseTo(0.1, withinPercentage(3));
        assertThat(edits / all).isCloseTo(0.02, withinPercentage(15));
        assertThat(forwards / all).isCloseTo(0.03, withinPercentage(15));
    }

    @Test
    void everyLabelledMessageHasItsCampaignAndDifficulty() {
        assertThat(hours(5, 3).stream().filter(TrafficTest::isLabelledMessage))
                .isNotEmpty()
                .allSatisfy(event -> {
                    Cause cause = event.cause();
                    assertThat(cause.campaign()).startsWith("hu_talk/");
                    assertThat(cause.difficulty()).isIn("easy", "medium", "hard");
                });
    }

    @Test
    void harmCanComeFromAccountsOfItsOwnAlone() {
        Map<Actor, Instant> joined = new HashMap<>();
        Map<Actor, Long> written = new HashMap<>();
        List<Event> events = life(5, Authors.APART).until(Duration.ofHours(10)).events();
        for (Event event : events) {
            boolean founding = event.worldTime().equals(TestWorlds.NOW);
            if (event.effect() instanceof Effect.Joined && !founding) {
                joined.put(event.actor(), event.worldTime());
            }
            if (isLabelledMessage(event) && HARMFUL.contains(event.cause().label())) {
                assertThat(joined.get(event.actor()))
                        .isBetween(event.worldTime().minusSeconds(900), event.worldTime());
                written.merge(event.actor(), 1L, Long::sum);
            }
            if (isLabelledMessage(event) && "hard_negative".equals(event.cause().label())) {
                assertThat(joined).doesNotContainKey(event.actor());
            }
        }
        assertThat(written).hasSizeGreaterThan(100);
        assertThat(written.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(14));
    }

    @Test
    void aNewcomerWritesOneSortOfMessagesWhichIsOftenHarmless() {
        Map<Actor, Set<String>> sorts = new HashMap<>();
        hours(5, 10).stream()
                .filter(event -> isLabelledMessage(event) && isNew(event.actor()))
                // What is edited into spam is clean before.
                .forEach(event -> sorts.computeIfAbsent(event.actor(), _ -> new HashSet<>())
                        .add(String.valueOf(event.cause().label())));
        long harmless = sorts.values().stream().filter(Set.of("clean")::equals).count();
        long hard =
                sorts.values().stream().filter(Set.of("hard_negative")::equals).count();

        assertThat(harmless / (double) sorts.size()).isBetween(0.4, 0.8);
        assertThat(hard).isPositive();
        assertThat(sorts.values()).allMatch(sort -> sort.size() == 1 || sort.equals(Set.of("clean", "spam")));
    }

    @Test
    void aPartOfTheHarmComesFromPeopleWhoWereThereFromTheStart() {
        Map<String, Actor> harmful = new HashMap<>();
        hours(5, 20).stream()
                .filter(event -> isLabelledMessage(event)
                        && HARMFUL.contains(event.cause().label()))
                .forEach(event -> harmful.put(String.valueOf(event.cause().campaign()), event.actor()));
        long old = harmful.values().stream().filter(actor -> !isNew(actor)).count();

        assertThat(old / (double) harmful.size()).isCloseTo(0.2, withinPercentage(25));
    }

    @Test
    void aBotThatBansEveryNewcomerIsMostlyWrong() {
        Score apart = ScoreBuilder.of(withoutNewcomers(Authors.APART).stream());
        Score usual = ScoreBuilder.of(withoutNewcomers(Authors.USUAL).stream());

        assertThat(apart.precision())
                .hasValueSatisfying(precision -> assertThat(precision.value()).isGreaterThan(0.8));
        assertThat(usual.precision())
                .hasValueSatisfying(precision -> assertThat(precision.value()).isLessThan(0.5));
        assertThat(usual.people().harmlessStopped())
                .isGreaterThan(usual.people().harmfulStopped());
    }

    private static List<Event> withoutNewcomers(Authors authors) {
        return life(5, authors)
                .moderatedBy(event -> isNew(event.actor()), Member.kicked(null))
                .until(Duration.ofHours(10))
                .events();
    }

    private static boolean isNew(Actor actor) {
        return actor.toString().startsWith("x");
    }

    @Test
    void forwardsComeFromPeopleChannelsAndWhoeverHidesAndAreNotSpamAlone() {
        WorldSpec spec = spec(5, TestWorlds.group("hu_talk", false, 0), moderated(Authors.USUAL));
        World world = TestWorlds.world(spec, List.of(TestWorlds.POOL));
        Set<String> labels = new HashSet<>();
        List<Message.Forward> forwards = LivingTestWorld.of(spec, world).until(Duration.ofHours(5)).events().stream()
                .flatMap(event -> {
                    Message.Forward forward = event.effect() instanceof Effect.MessageSent sent ? sent.forward() : null;
                    if (forward != null) {
                        labels.add(String.valueOf(event.cause().label()));
                    }
                    return Stream.ofNullable(forward);
                })
                .toList();

        assertThat(labels).containsExactlyInAnyOrder("spam", "clean", "hard_negative");
        assertThat(forwards)
                .anyMatch(forward -> forward.hidden() != null)
                .anyMatch(forward -> forward.author() instanceof Actor.Person)
                .anyMatch(forward -> new ChatKey.Public(new Username(TestWorlds.NEWS)).equals(forward.channel()));
    }

    @Test
    void anEditMakesSpamOfWhatWasClean() {
        Map<Integer, String> labels = new HashMap<>();
        int edits = 0;
        for (Event event : hours(5, 10)) {
            if (isLabelledMessage(event)) {
                labels.put(
                        ((Effect.MessageSent) event.effect()).messageId(),
                        String.valueOf(event.cause().label()));
            } else if (event.effect() instanceof Effect.MessageEdited edited) {
                assertThat(labels.get(edited.messageId())).isEqualTo("clean");
                assertThat(event.cause().label()).isEqualTo("spam");
                edits++;
            }
        }
        assertThat(edits).isGreaterThan(50);
    }

    @Test
    void aRaidIsMadeByPeopleInTimeAndInFull() {
        var raid = new ModerationSpec.Raid(Duration.ofMinutes(30), 20, 101, Duration.ofMinutes(5));
        var moderation = new ModerationSpec(TALK, 0, Map.of(), 0, 0, Authors.USUAL, null, List.of(raid));
        List<Event> messages = LivingTestWorld.of(spec(1, TestWorlds.group("hu_talk", false, 0), moderation))
                .until(Duration.ofHours(1))
                .events()
                .stream()
                .filter(TrafficTest::isLabelledMessage)
                .toList();
        Instant begins = TestWorlds.NOW.plus(Duration.ofMinutes(30));

        assertThat(messages).hasSize(101);
        assertThat(messages.stream().map(Event::actor).collect(Collectors.toSet()))
                .hasSize(20)
                .allSatisfy(actor -> assertThat(actor.toString()).startsWith("p"));
        assertThat(messages).allSatisfy(event -> {
            assertThat(event.worldTime()).isBetween(begins, begins.plus(Duration.ofMinutes(5)));
            assertThat(event.cause().label()).isEqualTo("spam");
            assertThat(event.cause().campaign()).isEqualTo("hu_talk/raid/1");
        });
    }

    @Test
    void whoIsBannedOrRestrictedWritesNothingMoreAndTheLogTells() {
        LivingTestWorld livingTestWorld = life(5, Authors.USUAL);
        for (Member silenced : List.of(Member.kicked(null), Member.restricted(Set.of(), null))) {
            LivingTestWorld moderatedLife = livingTestWorld
                    .resumed()
                    .moderatedBy(event -> "spam".equals(event.cause().label()), silenced);
            List<Event> events = moderatedLife.until(Duration.ofHours(5)).events();
            Set<Actor> out = new HashSet<>();
            long refused = 0;
            for (Event event : events) {
                if (event.effect() instanceof Effect.MemberSet set && set.who() instanceof Actor.Person) {
                    out.add(set.who());
                } else if (event.effect() instanceof Effect.AttemptRefused attempt) {
                    assertThat(out).contains(event.actor());
                    assertThat(attempt.text()).isNotBlank();
                    refused++;
                } else if (isLabelledMessage(event)) {
                    assertThat(out).doesNotContain(event.actor());
                }
            }
            assertThat(refused).isGreaterThan(50);
        }
    }

    @Test
    void theSameIsMeantWhateverAModeratorDoes() {
        WorldSpec spec = spec(5, TestWorlds.group("hu_talk", false, 0), moderated(Authors.USUAL));
        List<String> free =
                meant(LivingTestWorld.of(spec).until(Duration.ofHours(3)).events());
        for (Member verdict : List.of(Member.kicked(null), Member.NOBODY)) {
            List<String> watched = meant(LivingTestWorld.of(spec)
                    .moderatedBy(event -> "hard_negative".equals(event.cause().label()), verdict)
                    .until(Duration.ofHours(3))
                    .events());

            assertThat(watched).isEqualTo(free);
        }
    }

    @Test
    void whatWasToBeEditedIntoSpamIsToldAsSpamWhenItCanNotBeWritten() {
        List<Event> attempts = life(5, Authors.USUAL).closed().until(Duration.ofHours(3)).events().stream()
                .filter(event -> event.effect() instanceof Effect.AttemptRefused)
                .filter(event -> String.valueOf(event.cause().campaign()).startsWith("hu_talk/spam/"))
                .toList();

        assertThat(attempts).hasSizeGreaterThan(50);
        assertThat(attempts)
                .allSatisfy(event -> assertThat(event.cause().label()).isEqualTo("spam"));
    }

    private static List<String> meant(List<Event> events) {
        return events.stream()
                .filter(event -> isLabelledMessage(event) || event.effect() instanceof Effect.AttemptRefused)
                .map(event -> event.worldTime() + " " + event.actor() + " " + text(event.effect()))
                .toList();
    }

    private static String text(Effect effect) {
        return effect instanceof Effect.MessageSent sent
                ? sent.content().text()
                : effect instanceof Effect.AttemptRefused refused ? refused.text() : "";
    }

    @Test
    void slowModeIsKept() {
        int slow = 30;
        Map<Actor, Instant> last = new HashMap<>();
        List<Event> events = LivingTestWorld.of(
                        spec(5, TestWorlds.group("hu_talk", false, slow), moderated(Authors.APART)))
                .until(Duration.ofHours(5))
                .events();
        for (Event event : events) {
            if (isLabelledMessage(event)) {
                Instant before = last.put(event.actor(), event.worldTime());
                assertThat(before == null || !before.plusSeconds(slow).isAfter(event.worldTime()))
                        .isTrue();
            }
        }
        assertThat(events.stream()
                        .filter(event -> event.effect() instanceof Effect.AttemptRefused)
                        .map(event -> event.cause().label())
                        .collect(Collectors.toSet()))
                .containsExactly("flood");
    }

    @Test
    void whereJoiningIsApprovedOnlyTheApprovedWrite() {
        WorldSpec spec = spec(5, TestWorlds.group("hu_talk", true, 0), moderated(Authors.APART));
        LivingTestWorld unwatched = LivingTestWorld.of(spec).until(Duration.ofHours(2));
        LivingTestWorld approved = LivingTestWorld.of(spec).approving().until(Duration.ofHours(2));

        assertThat(labels(unwatched)).containsExactlyInAnyOrder("clean", "hard_negative");
        assertThat(labels(approved)).contains("spam", "toxic", "flood");
        assertThat(unwatched.events()).anyMatch(event -> event.effect() instanceof Effect.JoinRequested);
        assertThat(unwatched.events())
                .noneMatch(event -> event.effect() instanceof Effect.Joined
                        && event.worldTime().isAfter(TestWorlds.NOW));
    }

    private static Set<String> labels(LivingTestWorld livingTestWorld) {
        return livingTestWorld.events().stream()
                .filter(TrafficTest::isLabelledMessage)
                .map(event -> String.valueOf(event.cause().label()))
                .collect(Collectors.toSet());
    }

    private static boolean isLabelledMessage(Event event) {
        return event.effect() instanceof Effect.MessageSent sent
                && !(sent.content() instanceof Content.Service)
                && event.cause().label() != null;
    }
}
