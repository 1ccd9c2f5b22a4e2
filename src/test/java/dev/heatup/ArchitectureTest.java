package dev.heatup;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.heatup.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages are what the design says they are. */
class ArchitectureTest {

    private static final String ROOT = "dev.heatup";

    /**
     * What each concept may use directly, its nested adapters included. {@code settings}, {@code app} (which puts
     * everything together) and {@code cli} are outside.
     */
    private static final Map<String, Set<String>> MAY_USE = mayUse();

    /** By call or by reference. Those that take a {@code Clock} have another name. */
    private static final Set<String> CONNECTING =
            Set.of("java.sql.DriverManager", "javax.sql.DataSource", "com.zaxxer.hikari.HikariDataSource");

    private static final Set<String> AMBIENT = Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.Clock.systemUTC()",
            "java.time.Clock.systemDefaultZone()",
            "java.lang.System.currentTimeMillis()",
            "java.lang.System.nanoTime()",
            "java.lang.Thread.sleep(long)",
            "java.lang.Thread.sleep(long, int)",
            "java.lang.Thread.sleep(java.time.Duration)",
            "java.lang.Math.random()",
            "java.util.concurrent.ThreadLocalRandom.current()",
            "java.util.UUID.randomUUID()");

    /** Nested packages that are as pure as their concept's root. */
    private static final Map<String, List<String>> PURE = Map.of(
            "sandbox",
            Stream.of("botapi", "bots", "corpus", "score", "spec", "traffic", "user", "world")
                    .map(name -> "sandbox." + name)
                    .toList());

    /**
     * Classes of one package that use each other in a circle, nested classes counted as the class around them. The list
     * may only become shorter.
     */
    private static final Set<String> CIRCLES = Set.of(
            // By nature: an event's effect names earlier events, a value's schema has records' schemas and vice versa,
            // and a state is changed by transitions that give the next state.
            "sandbox.world: Effect Event",
            "sandbox.world: ValueSchema RecordSchema",
            "run: Run RunDecision StepCompletion Transition",
            // Still to be untied.
            "app: ApiDocument HeatUp",
            "cli: Main TrainClientCommand",
            "gateway: IpAddress IpText",
            "run: ActionPerformer Reconciliation",
            "run.web: PathNames RunsController",
            "sandbox.botapi: InlineButtons KeyboardParser ReplyButtons",
            "sandbox.botapi: NestedDecoder ParameterDecoder ErrorTexts",
            "sandbox.botapi.web: HttpConnection IdleConnections",
            "sandbox.bots: BotProfileMethods BotMethods ChatMethods CopyMethods EditMethods MemberMethods MessageMethods SendMethods",
            "sandbox.bots: BotCallContext BotView MessageView PermissionsParser",
            "sandbox.corpus: Corpus CorpusFile CorpusTemplates",
            "sandbox.score: ScoredAuthors WriteBlockers ScoreBuilder OutcomeCounts",
            "sandbox.user: DialogList TlDialogs",
            "sandbox.world: Agenda ButtonPresses ChannelPosts ChatMessages ChatState Discussions ForumTopics FoundingMember World WorldState",
            "sandbox.worlds: MainSuccessor OpenWorlds WorldFolders WorldOpener WorldRegistry",
            "run: RunStarter TargetStatus Warmups",
            "sandbox.jdbc: EventLogConnection EventLogReader EventLogWriter",
            "sandbox.world: BinaryCodec BinaryReader BinaryWriter",
            "settings: SettingsLoader Settings",
            "simulate: BotAwaiter Simulation",
            "torture: SimulatedCluster UnknownOutcomeRule SimulatedNode FaultyGateway FaultyStore InvariantChecker");

    private static final JavaClasses PRODUCT =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    private static Map<String, Set<String>> mayUse() {
        Map<String, Set<String>> table = new LinkedHashMap<>(Map.ofEntries(
                entry("channel", Set.of()),
                entry("session", Set.of("channel")),
                entry("plan", Set.of("channel", "session")),
                entry("llm", Set.of()),
                entry("persona", Set.of("llm", "channel")),
                // A request names the pool, so channels come with the plans that are made of them.
                entry("planner", Set.of("plan", "persona", "llm", "session", "channel")),
                entry("pace", Set.of()),
                // Who writes, in which language, about what.
                entry("dialogue", Set.of("persona", "llm", "channel")),
                entry("strategy", Set.of("planner", "dialogue", "pace")),
                entry("telegram", Set.of()),
                entry("gateway", Set.of("telegram")),
                entry("sqlite", Set.of()),
                entry("http", Set.of()),
                entry("store", Set.of("sqlite")),
                // A run shows the plans, usages and pauses of what it is made of.
                entry(
                        "run",
                        Set.of(
                                "strategy",
                                "plan",
                                "session",
                                "telegram",
                                "gateway",
                                "sqlite",
                                "store",
                                "planner",
                                "dialogue",
                                "llm",
                                "persona",
                                "pace",
                                "channel")),
                // The pool's channels exist in it.
                entry("sandbox", Set.of("telegram", "sqlite", "http", "channel")),
                // Who lives in a world, and in which chats, is what the world's description says.
                entry("crowd", Set.of("run", "persona", "session", "sandbox", "channel"))));
        // Untrusted text comes from everywhere, so does what happens by a repeatable chance, and everybody retries.
        Set<String> everywhere = Set.of("text", "chance", "retry");
        table.replaceAll((concept, uses) ->
                Stream.concat(uses.stream(), everywhere.stream()).collect(Collectors.toSet()));
        everywhere.forEach(concept -> table.put(concept, Set.of()));
        Set<String> above = Set.copyOf(table.keySet());
        for (String late : List.of("simulate", "torture", "experiment", "access", "dashboard")) {
            table.put(late, above);
        }
        return Map.copyOf(table);
    }

    static Stream<String> concepts() {
        return MAY_USE.keySet().stream().sorted();
    }

    @Test
    void theClassFilesOfThisJavaAreRead() {
        assertThat(PRODUCT.contain(Plan.class)).isTrue();
        assertThat(PRODUCT.get(Plan.class).getMethods()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("concepts")
    void aConceptUsesOnlyWhatTheTableAllows(String concept) {
        String[] foreign = Stream.concat(
                        concepts()
                                .filter(other -> !other.equals(concept))
                                .filter(other ->
                                        !MAY_USE.getOrDefault(concept, Set.of()).contains(other)),
                        Stream.of("settings", "app", "cli"))
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that(resideInAnyPackage(ROOT + "." + concept + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign))
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void whatHttpAdaptersShareIsForThemAlone() {
        noClasses()
                .that(resideOutsideOfPackages("..web..", ROOT + ".app.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".web.."))
                .check(PRODUCT);
        noClasses()
                .that(resideInAnyPackage(ROOT + ".web.."))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                        ROOT + ".web..", ROOT + ".http..", ROOT + ".text..", "java..", "jakarta..", "org..", "tools.."))
                .check(PRODUCT);
    }

    @Test
    void everyPackageIsInTheTableOrKnownToBeOutside() {
        Set<String> outside = Set.of("settings", "app", "cli", "web");

        assertThat(topLevelPackages())
                .allSatisfy(name -> assertThat(MAY_USE.containsKey(name) || outside.contains(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void topLevelPackagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void classesOfAPackageHaveNoCyclesButTheListedOnes() {
        assertThat(circles())
                .containsExactlyInAnyOrderElementsOf(
                        CIRCLES.stream().map(ArchitectureTest::circle).toList());
    }

    private static Set<String> circle(String listed) {
        String[] parts = listed.split(": ", 2);
        return Stream.of(parts[1].split(" ", -1))
                .map(name -> ROOT + "." + parts[0] + "." + name)
                .collect(Collectors.toSet());
    }

    /** The classes that reach each other. */
    private static Set<Set<String>> circles() {
        Map<String, Set<String>> uses = PRODUCT.stream()
                .collect(Collectors.groupingBy(
                        type -> topLevel(type).getName(),
                        Collectors.flatMapping(ArchitectureTest::usedInItsPackage, Collectors.toSet())));
        Map<String, Set<String>> reached =
                uses.keySet().stream().collect(Collectors.toMap(type -> type, type -> reachedFrom(type, uses)));
        return reached.keySet().stream()
                .filter(type -> reached.getOrDefault(type, Set.of()).contains(type))
                .map(type -> reached.getOrDefault(type, Set.of()).stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(type))
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> usedInItsPackage(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(use -> topLevel(use.getTargetClass().getBaseComponentType()))
                .filter(used -> used.getPackageName().equals(type.getPackageName()) && !used.equals(topLevel(type)))
                .map(JavaClass::getName);
    }

    private static Set<String> reachedFrom(String type, Map<String, Set<String>> uses) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(uses.getOrDefault(type, Set.of()));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (reached.add(next)) {
                open.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
    }

    @ParameterizedTest
    @MethodSource("concepts")
    void aConceptsRootIsFreeOfFrameworks(String concept) {
        List<String> frameworks = new ArrayList<>(List.of(
                "org.springframework..",
                "java.net.http..",
                "jakarta.servlet..",
                "tools.jackson..",
                "com.fasterxml.jackson.."));
        // These know databases for everybody.
        if (!concept.equals("store") && !concept.equals("sqlite")) {
            frameworks.addAll(List.of("java.sql..", "javax.sql.."));
        }

        noClasses()
                .that(resideInAnyPackage(pure(concept)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(frameworks.toArray(String[]::new)))
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    /** So that all of them force their commits to the disk; whoever validates a set-up only reads. */
    @Test
    void onlyTheStoreOpensConnections() {
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".store", ROOT + ".sqlite", ROOT + ".cli.validate"))
                .should()
                .dependOnClassesThat(describe("open connections", type -> CONNECTING.contains(type.getFullName())))
                .check(PRODUCT);
    }

    @Test
    void timeAndChanceComeIntoAConceptFromOutside() {
        String[] roots = concepts().flatMap(concept -> Stream.of(pure(concept))).toArray(String[]::new);

        noClasses()
                .that(resideInAnyPackage(roots))
                .should()
                .accessTargetWhere(describe(
                        "reads the machine's clock or chance, or sleeps",
                        access -> AMBIENT.contains(access.getTarget().getFullName())))
                .check(PRODUCT);
    }

    @Test
    void onlyTheStoreOfRunsRecallsAPlanWithoutTheValidator() {
        assertThat(PRODUCT.get(Plan.class).getMethod("recorded", List.class).getAccessesToSelf())
                .allSatisfy(access -> assertThat(access.getOriginOwner().getPackageName())
                        .as(access.getDescription())
                        .startsWith(ROOT + ".run.jdbc"));
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(new NullMarkedPackage()).check(PRODUCT);
    }

    private static String[] pure(String concept) {
        return Stream.concat(Stream.of(concept), PURE.getOrDefault(concept, List.of()).stream())
                .map(name -> ROOT + "." + name)
                .toArray(String[]::new);
    }

    /** So that it can leave the service as a library. */
    @Test
    void theSandboxNeedsNothingOfTheServiceButItsWebSide() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".sandbox.."))
                .and(resideOutsideOfPackages(ROOT + ".sandbox.web.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework..",
                        "io.github.resilience4j..",
                        "jakarta..",
                        ROOT + ".gateway..",
                        ROOT + ".store..",
                        ROOT + ".web..",
                        ROOT + ".run.."))
                .check(PRODUCT);
    }

    @Test
    void theBotApiKnowsTheSandboxByItsPortAlone() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".sandbox.botapi.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ROOT + ".sandbox", ROOT + ".sandbox.jdbc..", ROOT + ".sandbox.web..", ROOT + ".channel.."))
                .check(PRODUCT);
    }

    /** A detector's score describes it, and nothing in the world follows from it. */
    @Test
    void scoresFeedNothingBack() {
        noClasses()
                .that(resideOutsideOfPackages(
                        ROOT + ".sandbox.score..", "..web..", ROOT + ".cli..", ROOT + ".simulate.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".sandbox.score.."))
                .check(PRODUCT);
    }

    /** Else a label could find its way to them. */
    @Test
    void whoServesBotsKnowsNothingOfTheTrafficBehindTheMessages() {
        noClasses()
                .that(resideInAnyPackage(
                        ROOT + ".sandbox.bots..",
                        ROOT + ".sandbox.botapi..",
                        ROOT + ".sandbox.user..",
                        ROOT + ".sandbox.world.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".sandbox.traffic..", ROOT + ".sandbox.score.."))
                .check(PRODUCT);
    }

    private static Set<String> topLevelPackages() {
        JavaPackage root = PRODUCT.getPackage(ROOT);
        return root.getSubpackages().stream().map(JavaPackage::getRelativeName).collect(Collectors.toSet());
    }

    private static final class NullMarkedPackage extends ArchCondition<JavaClass> {

        NullMarkedPackage() {
            super("be in a package whose package-info says @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(
                    type, marked, type.getPackageName() + " has no package-info with @NullMarked"));
        }
    }
}
