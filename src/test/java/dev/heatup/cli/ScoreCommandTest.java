package dev.heatup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreCommandTest extends AgainstAService {

    @Test
    void printsTheTable() {
        service.answers("GET /sandbox/score", 200, "LABEL  DELETED\nspam   3\u001b[2J\n");

        assertThat(heatup.run("score", "--chat", "hu_talk", "--bot", "1001", "--unlabelled"))
                .isZero();
        assertThat(heatup.out()).isEqualTo("LABEL  DELETED\nspam   3?[2J\n");
    }

    @Test
    void printsJsonAsItIs() {
        service.answers("GET /sandbox/score", 200, "{\"matrix\": [], \"seed\": 7}");

        assertThat(heatup.run("score", "--json")).isZero();
        assertThat(heatup.out()).contains("\"seed\" : 7");
    }

    @Test
    void saysWhyThereIsNone() {
        service.answers(
                "GET /sandbox/worlds/nowhere/score",
                404,
                "{\"detail\": \"no such world\", \"code\": \"unknown_world\"}");

        assertThat(heatup.run("score", "--world", "nowhere")).isEqualTo(1);
        assertThat(heatup.err()).contains("no such world [unknown_world]");
    }

    @Test
    void saysThatNobodyAnswers() {
        service.close();

        assertThat(heatup.run("score")).isEqualTo(3);
        assertThat(heatup.err()).contains("./heatup start");
    }
}
