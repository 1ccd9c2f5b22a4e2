package dev.heatup.cli;

import static dev.heatup.cli.FakeService.action;
import static dev.heatup.cli.FakeService.failure;
import static dev.heatup.cli.FakeService.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmupCommandTest extends AgainstAService {

    private static final String DONE = report("completed", action("join_channel", 0, "succeeded"));

    @Test
    void tellsAVisitStepByStepAndSumsItUp() {
        service.visit(
                "abc",
                report("planning"),
                report("running", action("join_channel", 0, "acting"), action("read_messages", 12, "pending")),
                report("running", action("join_channel", 0, "succeeded"), action("read_messages", 12, "pending")),
                report("completed", action("join_channel", 0, "succeeded"), action("read_messages", 12, "succeeded")));

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.OK);

        assertThat(heatup.out()).isEqualToNormalizingNewlines("""
                        Run run-abc of session abc
                        [1/2] join_channel @hu_city_news - Follow the city news ... ok
                        [2/2] read_messages @hu_city_news 12s - Follow the city news ... ok

                        SESSION  RESULT     STEPS  JOINED        PLAN     TIME   RUN
                        abc      completed  2/2    hu_city_news  offline  41.3s  run-abc
                        """);
        assertThat(heatup.err()).isEmpty();
    }

    @Test
    void whatWasSaidAndAnsweredIsTold() {
        String talk = """
                {"index": 0, "action": "message_bot", "channel_username": null, "bot_username": "hu_menu_bot",
                 "duration_seconds": null, "reason": "Hungry", "status": "succeeded", "result": {"turns": [
                   {"text": "Soup please", "button": null, "reply": {"text": "Which one?", "buttons": ["Pea"]}},
                   {"text": null, "button": "Pea", "reply": null}]}}""";
        String react = """
                {"index": 1, "action": "react", "channel_username": "hu_city_news", "reason": "Good",
                 "status": "succeeded", "result": {"emoji": "+1", "message_id": 7, "turns": null}}""";
        service.visit("abc", report("completed", talk, react));

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out())
                .contains("[1/2] message_bot @hu_menu_bot - Hungry ... ok: \"Soup please\" -> \"Which one?\"; \"Pea\"")
                .contains("[2/2] react @hu_city_news - Good ... ok: +1");
    }

    @Test
    void stepsThatWentByBetweenTwoLooksAreToldToo() {
        service.visit("abc", report("partial", action("idle", 5, "succeeded"), failure("The channel is private")));

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("[1/2] idle", "[2/2] read_messages", "... failed: The channel is private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"partial", "failed", "cancelled", "refused"})
    void anyOtherEndThanCompletedIsTrouble(String status) {
        service.visit("abc", report(status));

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.TROUBLE);
    }

    @Test
    void whatWasAskedForReachesTheService() throws IOException {
        service.visit("abc", DONE);
        Files.writeString(directory.resolve("plan.json"), "{\"plan\": [{\"action\": \"idle\"}]}");

        heatup.run(
                "warmup",
                "abc",
                "--seed",
                "7",
                "--pool",
                "news",
                "--strategy",
                "default",
                "--max-actions",
                "4",
                "--plan",
                "plan.json");

        assertThat(service.requests().getFirst())
                .isEqualTo("POST /warmup/abc {\"seed\":7,\"pool\":\"news\",\"strategy\":\"default\",\"max_actions\":4,"
                        + "\"plan\":[{\"action\":\"idle\"}]}");
    }

    @Test
    void severalSessionsAreFollowedTogether() {
        service.visit("a", report("running"), DONE).visit("b", DONE).visit("c", report("failed"));

        assertThat(heatup.run("warmup", "a", "b", "c", "a")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .contains("a: started as run run-a", "b: completed", "c: failed", "3 visits: 2 completed, 1 failed")
                .doesNotContain("\r");
        assertThat(service.requests().stream().filter(r -> r.startsWith("POST")))
                .hasSize(3);
    }

    @Test
    void aPersonWatchesABar() {
        service.visit("a", DONE).visit("b", DONE);

        assertThat(heatup.onATerminal().run("warmup", "a", "b")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out())
                .contains("\r[###############---------------] 1/2 done, 1 completed")
                .contains("\r[##############################] 2/2 done, 2 completed");
    }

    @Test
    void aRefusalIsOneSentenceAndTheOthersGoOn() {
        service.answers("POST /warmup/a", 409, """
                        {"type": "about:blank", "title": "Conflict", "status": 409, "code": "session_busy",
                         "detail": "Session a is on a visit, run r-9", "run_id": "r-9"}""").visit("b", DONE);

        assertThat(heatup.run("warmup", "a", "b")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .contains("a: Session a is on a visit, run r-9 [session_busy]", "1 completed, 1 not started");
    }

    @Test
    void aBadPlanIsAnsweredWithItsViolations() {
        service.answers("POST /warmup/abc", 422, """
                {"title": "The plan is not valid", "code": "invalid_plan", "violations": [
                 {"path": "plan[0].action", "rule": "unknown_action", "message": "is not an action"}]}""");

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("abc: The plan is not valid; plan[0].action is not an action [invalid_plan]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "null", "3", "{\"run_id\""})
    void anAnswerThatMakesNoSenseIsSaidSo(String body) {
        service.answers("POST /warmup/abc", 200, body);

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("is this a Heat Up service?");
    }

    @Test
    void hostileTextNeverReachesTheTerminalRaw() {
        String hostile = "\\u001b[2J\\u0007\\r\\n\\u202e\\u009b1m" + "x".repeat(5000);
        service.answers(
                        "POST /warmup/a",
                        400,
                        "{\"detail\": \"" + hostile + "\", \"code\": \"" + hostile + "\", \"title\": 5}")
                .visit("b", report("done\\u001b]0;x\\u0007", failure(hostile), failure(hostile)));

        for (String[] arguments : new String[][] {{"warmup", "a"}, {"warmup", "b"}, {"warmup", "a", "b", "--json"}}) {
            heatup.run(arguments);
            assertThat(heatup.out().replace(System.lineSeparator(), "")).doesNotContainPattern("\\p{C}");
        }
        heatup.run("warmup", "b");
        assertThat(heatup.out().lines()).allMatch(line -> line.length() < 1000);
    }

    @Test
    void aHostileRunIdStaysInItsPath() {
        service.answers("POST /warmup/abc", 202, "{\"run_id\": \"../health?x=1 #\\n\"}");

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.TROUBLE);
        assertThat(service.requests()).noneMatch(r -> r.contains("GET /health"));
    }

    @Test
    void programsGetOneLineOfJsonPerVisitAndNothingElse() {
        service.visit("a", DONE).visit("b", report("failed"));

        heatup.run("warmup", "a", "b", "--json");

        assertThat(heatup.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"run_id\":\"r-1\","));
    }

    @Test
    void withoutAServiceItSaysHowToStartOne() {
        service.close();

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(heatup.err()).contains("nothing answers there", "Start it with ./heatup start");
    }

    @Test
    void aServiceThatGoesAwayForGoodIsGivenUp() {
        service.visit("abc").hangsUp("GET /runs/run-abc");

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(heatup.out()).contains("still going on");
    }

    @Test
    void aServiceThatComesBackIsFollowedOn() {
        service.visit("abc", report("running")).hangsUp("GET /runs/run-abc").visit("abc", DONE);

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.OK);
    }

    @Test
    void followingEndsWhenTimeIsUp() {
        service.visit("abc", report("running"));

        assertThat(heatup.run("warmup", "abc", "--timeout", "5")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("still going on; follow it at GET /runs/run-abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warmup",
                "warmup a/b",
                "warmup abc --seed x",
                "warmup abc --timeout 0",
                "warmup abc --plan missing.json",
                "warmup abc --url nowhere",
                "warmup abc --url file:///etc/passwd",
                "warmup abc --wat",
                "wat"
            })
    void wrongArgumentsAreAUsageError(String line) {
        assertThat(heatup.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).isNotEmpty();
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void brokenSettingsAreAllTold() {
        heatup.with("HEATUP_SPEDE", "1").with("LOG_LEVEL", "LOUD");

        assertThat(heatup.run("warmup", "abc")).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains("did you mean HEATUP_SPEED?", "LOG_LEVEL: must be one of");
    }

    @Test
    void aNamedServiceNeedsNoSettings() {
        service.visit("abc", DONE);
        heatup.with("HEATUP_SPEDE", "1");

        assertThat(heatup.run("warmup", "abc", "--url", service.url() + "/")).isEqualTo(ExitCode.OK);
    }

    @Test
    void aPlanThatIsNoArrayIsAUsageError() throws IOException {
        Files.writeString(directory.resolve("plan.json"), "{\"steps\": 3}");

        assertThat(heatup.run("warmup", "abc", "--plan", "plan.json")).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains("must hold a JSON array of actions");
    }
}
