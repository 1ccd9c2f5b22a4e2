package dev.heatup.planner.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.persona.Persona;
import dev.heatup.persona.Personas;
import dev.heatup.plan.Action;
import dev.heatup.plan.Action.Idle;
import dev.heatup.plan.Action.JoinChannel;
import dev.heatup.plan.Action.ReadMessages;
import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.PlanValidator;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Validation;
import dev.heatup.planner.PlanRequest;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Planner.Proposal;
import dev.heatup.planner.Usage;
import dev.heatup.session.Session;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OfflinePlannerTest {

    private static final Pool POOL = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();
    private static final Pool ONE = new Pool("one", POOL.channels().subList(0, 1));
    private static final Pool FOREIGN = new Pool(
            "foreign",
            List.of(
                    new Channel(new Username("langer_titel"), "{to} ".repeat(25), "{title}".repeat(4), "de"),
                    new Channel(new Username("short"), "\uD83D\uDE80", "x".repeat(32), "fr")));
    private static final Pool WITH_BOTS = POOL.with(List.of(
            new Bot(new Username("hu_menu_bot"), "Menu", "Takes orders", List.of("table_5", "takeaway")),
            new Bot(new Username("hu_help_bot"), "Помощник", "", List.of())));
    private static final Pool GROUPS = new Pool("groups", POOL.groups());
    private static final PlanRules READING =
            PlanRules.DEFAULT.only(Set.of(Action.Type.JOIN_CHANNEL, Action.Type.READ_MESSAGES, Action.Type.IDLE));
    private static final PlanValidator VALIDATOR = new PlanValidator();

    private final OfflinePlanner planner = new OfflinePlanner();

    @Test
    void everyPlanIsValidForEverySeedSessionHistoryPoolAndRule() {
        SplittableRandom random = new SplittableRandom(7);
        List<Pool> pools = List.of(POOL, POOL, WITH_BOTS, WITH_BOTS, GROUPS, ONE, FOREIGN);
        List<PlanRules> rules = List.of(
                PlanRules.DEFAULT,
                PlanRules.DEFAULT.atMost(1),
                PlanRules.DEFAULT.atMost(2),
                new PlanRules(1, 1),
                new PlanRules(1, 20),
                new PlanRules(20, 20),
                new PlanRules(1, 20, PlanRules.THROUGH_A_GATEWAY),
                READING);
        for (int i = 0; i < 30_000; i++) {
            Pool pool = pools.get(random.nextInt(pools.size()));
            Session session = session("s" + random.nextInt(1000), pool, random);
            PlanRequest request = request(session, pool, rules.get(random.nextInt(rules.size())), random.nextLong());

            valid(request, proposed(planner.propose(request, Duration.ZERO)));
            if (i % 10 == 0) {
                valid(
                        request,
                        proposed(planner.repair(request, new ProposedPlan(List.of()), List.of(), Duration.ZERO)));
            }
        }
    }

    @Test
    void withoutTheOtherActionsAVisitIsTheSameReading() {
        for (int seed = 0; seed < 500; seed++) {
            Session session = Session.unknown(new SessionId("s" + seed));
            List<Action> reading =
                    visit(request(session, WITH_BOTS, READING, seed)).actions();
            List<Action> all =
                    visit(request(session, WITH_BOTS, PlanRules.DEFAULT, seed)).actions();

            assertThat(all).containsSubsequence(reading);
        }
    }

    @Test
    void everyActionIsThereInSomeVisitsAndNoneInMost() {
        Map<Action.Type, Integer> visits = new EnumMap<>(Action.Type.class);
        SplittableRandom random = new SplittableRandom(3);
        int all = 4000;
        for (int i = 0; i < all; i++) {
            Session session = session("s" + i, WITH_BOTS, random);
            visit(request(session, WITH_BOTS, PlanRules.DEFAULT, i)).actions().stream()
                    .map(Action::type)
                    .distinct()
                    .forEach(type -> visits.merge(type, 1, Integer::sum));
        }
        assertThat(visits).containsOnlyKeys(Action.Type.values());
        for (Action.Type social : List.of(Action.Type.REACT, Action.Type.SEND_MESSAGE, Action.Type.MESSAGE_BOT)) {
            assertThat(visits.getOrDefault(social, 0) / (double) all)
                    .as(social.wireName())
                    .isBetween(0.1, 0.6);
        }
        assertThat(visits.getOrDefault(Action.Type.LEAVE_CHANNEL, 0) / (double) all)
                .isBetween(0.002, 0.1);
    }

    @Test
    void aGroupIsReadBeforeItIsWrittenToAndAPostBeforeItIsReactedTo() {
        for (Plan plan : visits(3000)) {
            List<Action> actions = plan.actions();
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i) instanceof Action.SendMessage message) {
                    assertThat(actions.get(i - 1)).isInstanceOf(ReadMessages.class);
                    assertThat(((ReadMessages) actions.get(i - 1)).channel()).isEqualTo(message.channel());
                }
                if (actions.get(i) instanceof Action.React react) {
                    assertThat(actions.get(i - 1)).isInstanceOfAny(ReadMessages.class, Action.ViewPost.class);
                    assertThat(((Action.InChat) actions.get(i - 1)).channel()).isEqualTo(react.channel());
                }
            }
        }
    }

    @Test
    void onlyWhatIsNoInterestIsLeft() {
        for (int seed = 0; seed < 3000; seed++) {
            Set<Username> joined = POOL.chats().stream().map(Channel::username).collect(Collectors.toSet());
            Session session =
                    new Session(new SessionId("s" + seed), joined, Set.of(), List.of(), Set.of(), Map.of(), null);
            PlanRequest request = request(session, POOL, PlanRules.DEFAULT, seed);
            for (Action action : visit(request).actions()) {
                if (action instanceof Action.LeaveChannel leave) {
                    assertThat(request.persona().interests())
                            .doesNotContain(
                                    POOL.find(leave.channel()).orElseThrow().topic());
                }
            }
        }
    }

    @Test
    void theSameRequestGivesTheSamePlan() {
        for (int seed = 0; seed < 100; seed++) {
            PlanRequest request = newcomer("twin", seed);
            assertThat(new OfflinePlanner().propose(request, Duration.ZERO))
                    .isEqualTo(planner.propose(request, Duration.ZERO));
        }
    }

    @Test
    void aRunsPlanStaysTheSameInEveryVersion() {
        Plan plan = visit(request(Session.unknown(new SessionId("abc123xyz")), POOL, READING, 42));

        assertThat(plan.actions())
                .containsExactly(
                        new JoinChannel(
                                new Username("hu_first_chapters"), "Keep up with the book reviews in First Chapters"),
                        new ReadMessages(
                                new Username("hu_first_chapters"),
                                Duration.ofSeconds(60),
                                "Get a first impression of First Chapters"),
                        new JoinChannel(new Username("hu_new_records"), "New Records looks interesting as well"),
                        new ReadMessages(
                                new Username("hu_new_records"),
                                Duration.ofSeconds(31),
                                "Read the latest in New Records"));
    }

    @Test
    void differentRunsAndDifferentSessionsGetDifferentPlans() {
        Set<Plan> runs = new HashSet<>();
        Set<Plan> sessions = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            runs.add(visit(newcomer("one", i)));
            sessions.add(visit(newcomer("s" + i, 1)));
        }
        assertThat(runs).hasSizeGreaterThan(990);
        assertThat(sessions).hasSizeGreaterThan(990);
    }

    @Test
    void aRepairProposesAnotherPlanThanTheRejectedOne() {
        PlanRequest request = newcomer("repaired", 3);
        ProposedPlan first = proposed(planner.propose(request, Duration.ZERO));

        assertThat(proposed(planner.repair(request, first, List.of(), Duration.ZERO)))
                .isNotEqualTo(first);
        assertThat(planner.source()).isEqualTo(PlanSource.OFFLINE);
        assertThat(planner.propose(request, Duration.ZERO).usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void aJoinIsFollowedByReadingThatChannel() {
        for (Plan plan : visits(3000)) {
            List<Action> actions = plan.actions();
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i) instanceof JoinChannel(Username channel, String _)) {
                    assertThat(i + 1).isLessThan(actions.size());
                    assertThat(actions.get(i + 1))
                            .isInstanceOfSatisfying(
                                    ReadMessages.class,
                                    read -> assertThat(read.channel()).isEqualTo(channel));
                }
            }
        }
    }

    @Test
    void idlingHappensBetweenTwoReadsInSomeVisits() {
        List<Plan> plans = visits(3000);
        int withIdle = 0;
        for (Plan plan : plans) {
            List<Action> actions = plan.actions();
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i) instanceof Idle) {
                    withIdle++;
                    assertThat(i).isBetween(1, actions.size() - 2);
                    assertThat(actions.get(i - 1)).isNotInstanceOfAny(Idle.class, JoinChannel.class);
                    assertThat(actions.get(i + 1)).isNotInstanceOf(Idle.class);
                }
            }
        }
        assertThat(withIdle / (double) plans.size()).isBetween(0.15, 0.8);
    }

    @Test
    void aVisitStaysWithATopicFarMoreOftenThanChanceWould() {
        int pairs = 0;
        int sameTopic = 0;
        for (Plan plan : visits(3000)) {
            List<Channel> read = read(plan);
            for (int i = 1; i < read.size(); i++) {
                if (!read.get(i).equals(read.get(i - 1))) {
                    pairs++;
                    sameTopic += read.get(i).topic().equals(read.get(i - 1).topic()) ? 1 : 0;
                }
            }
        }
        // Two different channels of the pool drawn blindly share a topic in 16 of 190 cases (8 %).
        assertThat(sameTopic / (double) pairs).isBetween(0.4, 0.9);
    }

    @Test
    void somebodyWhoReadBeforeMostlyComesBackToIt() {
        int back = 0;
        for (int i = 0; i < 2000; i++) {
            Username favourite = POOL.channels().get(i % 20).username();
            Set<Username> joined = new LinkedHashSet<>(
                    POOL.channels().stream().limit(10).map(Channel::username).toList());
            joined.add(favourite);
            Session session =
                    new Session(new SessionId("s" + i), joined, Set.of(), List.of(favourite), Set.of(), Map.of(), null);
            Plan plan = visit(request(session, POOL, PlanRules.DEFAULT, i));
            back += read(plan).stream().anyMatch(c -> c.username().equals(favourite)) ? 1 : 0;
        }
        assertThat(back / 2000.0).isBetween(0.4, 0.95);
    }

    @Test
    void peopleReadMostlyTheirInterestsAndTheirLanguage() {
        int reads = 0;
        int interesting = 0;
        int own = 0;
        for (int i = 0; i < 2000; i++) {
            PlanRequest request = newcomer("s" + i, i);
            for (Channel channel : read(visit(request))) {
                reads++;
                interesting += request.persona().interests().contains(channel.topic()) ? 1 : 0;
                own += request.persona().language().equals(channel.language()) ? 1 : 0;
            }
        }
        assertThat(interesting / (double) reads).isGreaterThan(0.85);
        assertThat(own / (double) reads).isBetween(0.6, 0.95);
    }

    @Test
    void thoroughPeopleReadLongerThanSteadyOnesAndTheseLongerThanHastyOnes() {
        assertThat(medianReading(Persona.Temper.HASTY)).isBetween(7L, 11L);
        assertThat(medianReading(Persona.Temper.STEADY)).isBetween(14L, 20L);
        assertThat(medianReading(Persona.Temper.THOROUGH)).isBetween(25L, 33L);
    }

    @Test
    void aPlanOfOneActionReadsWhereTheSessionIsAMemberAndJoinsOtherwise() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Username member = POOL.channels().get(random.nextInt(20)).username();
            Session regular = new Session(
                    new SessionId("r" + seed), Set.of(member), Set.of(), List.of(), Set.of(), Map.of(), null);

            assertThat(visit(request(regular, POOL, new PlanRules(1, 1), seed)).actions())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ReadMessages.class,
                            read -> assertThat(read.channel()).isEqualTo(member));
            assertThat(visit(request(Session.unknown(new SessionId("n" + seed)), POOL, new PlanRules(1, 1), seed))
                            .actions())
                    .singleElement()
                    .isInstanceOf(JoinChannel.class);
        }
    }

    @Test
    void reasonsAreInThePersonsLanguageFilledInAndNotRepeatedWithinAVisit() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            PlanRequest request = newcomer("s" + i, i);
            List<String> reasons =
                    visit(request).actions().stream().map(Action::reason).toList();
            boolean russian = request.persona().language().equals("ru");
            assertThat(reasons).doesNotHaveDuplicates().allSatisfy(reason -> {
                assertThat(reason).doesNotContainPattern("[{}]");
                assertThat(withoutTitles(reason).matches(".*[А-Яа-яё].*"))
                        .as(reason)
                        .isEqualTo(russian);
            });
            all.addAll(reasons);
        }
        assertThat(all).hasSizeGreaterThan(500).contains("Follow the news");
    }

    @Test
    void reasonsSayThatTheVisitorComesBack() {
        Username news = POOL.channels().getFirst().username();
        Session session =
                new Session(new SessionId("back"), Set.of(news), Set.of(), List.of(news), Set.of(), Map.of(), null);
        Set<String> reasons = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            reasons.add(visit(new PlanRequest(session, english(), ONE, new PlanRules(1, 1), seed))
                    .actions()
                    .getFirst()
                    .reason());
        }

        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        "Back to the news from before",
                        "See what is new in City News since last time",
                        "Return to City News",
                        "Catch up on the news",
                        "Pick up the news where I left off");
    }

    @Test
    void theLongestTitlesAndUnknownTopicsFitAReasonAndBracesOfATitleStay() {
        for (String language : List.of("ru", "en")) {
            for (int seed = 0; seed < 300; seed++) {
                Persona persona =
                        new Persona(seed, "P", language, List.of("{title}".repeat(4)), Persona.Temper.STEADY, 9);
                PlanRequest request = new PlanRequest(
                        Session.unknown(new SessionId("x")), persona, FOREIGN, new PlanRules(2, 7), seed);
                assertThat(visit(request).actions())
                        .allSatisfy(
                                action -> assertThat(action.reason().length()).isBetween(3, PlanRules.MAX_REASON));
            }
        }
    }

    private static String withoutTitles(String reason) {
        String rest = reason;
        for (Channel channel : POOL.chats()) {
            rest = rest.replace(channel.title(), "");
        }
        return rest;
    }

    private static Persona english() {
        return new Persona(1, "Ann", "en", List.of("news"), Persona.Temper.STEADY, 8);
    }

    private long medianReading(Persona.Temper temper) {
        List<Long> seconds = new ArrayList<>();
        for (int seed = 0; seed < 1000; seed++) {
            Persona persona = new Persona(seed, "P", "en", List.of("news", "books"), temper, 9);
            PlanRequest request =
                    new PlanRequest(Session.unknown(new SessionId("m")), persona, POOL, PlanRules.DEFAULT, seed);
            visit(request).actions().stream()
                    .filter(ReadMessages.class::isInstance)
                    .map(action -> action.duration().toSeconds())
                    .forEach(seconds::add);
        }
        return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }

    private List<Plan> visits(int count) {
        SplittableRandom random = new SplittableRandom(11);
        return IntStream.range(0, count)
                .mapToObj(i -> visit(request(session("s" + i, POOL, random), POOL, PlanRules.DEFAULT, i)))
                .toList();
    }

    private static List<Channel> read(Plan plan) {
        List<Channel> read = new ArrayList<>();
        for (Action action : plan.actions()) {
            if (action instanceof ReadMessages(Username channel, Duration _, String _)) {
                read.add(POOL.find(channel).orElseThrow());
            }
        }
        return read;
    }

    private Plan visit(PlanRequest request) {
        return valid(request, proposed(planner.propose(request, Duration.ZERO)));
    }

    private static Plan valid(PlanRequest request, ProposedPlan plan) {
        Validation validation = VALIDATOR.validate(plan, request.rules(), request.pool(), request.session());
        assertThat(validation).as("%s for %s", plan, request).isInstanceOf(Validation.Valid.class);
        return ((Validation.Valid) validation).plan();
    }

    private static ProposedPlan proposed(Proposal proposal) {
        return ((Proposal.Proposed) proposal).plan();
    }

    private static PlanRequest newcomer(String name, long seed) {
        return request(Session.unknown(new SessionId(name)), POOL, PlanRules.DEFAULT, seed);
    }

    private static PlanRequest request(Session session, Pool pool, PlanRules rules, long seed) {
        return new PlanRequest(session, Personas.of(session.id().value(), pool), pool, rules, seed);
    }

    /** Joined nothing, some or all; read some of these, and something that no pool has. */
    private static Session session(String name, Pool pool, SplittableRandom random) {
        Set<Username> joined = new LinkedHashSet<>();
        int share = random.nextInt(4);
        for (Channel channel : pool.chats()) {
            if (random.nextInt(3) < share) {
                joined.add(channel.username());
            }
        }
        joined.add(new Username("elsewhere"));
        List<Username> read =
                joined.stream().filter(_ -> random.nextBoolean()).limit(10).toList();
        Set<Username> bots = pool.bots().stream()
                .map(Bot::username)
                .filter(_ -> random.nextBoolean())
                .collect(Collectors.toSet());
        return new Session(new SessionId(name), joined, Set.of(), read, bots, Map.of(), null);
    }
}
