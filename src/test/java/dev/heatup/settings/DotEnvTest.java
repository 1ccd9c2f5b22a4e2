package dev.heatup.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {

    @TempDir
    Path directory;

    private final List<SettingProblem> problems = new ArrayList<>();

    @Test
    void noFileMeansNoValues() {
        assertThat(DotEnv.read(directory.resolve(".env"), problems)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void readsBareAndQuotedValues() throws IOException {
        assertThat(read("""
                        # a comment

                        A=plain
                          B = spaced out \s
                        export C=exported
                        D=bare#hash # comment
                        E='single $x \\n # all of it' # comment
                        F="double \\"x\\" \\\\ \\$ \\n # in it"
                        G=
                        H= # only a comment
                        I=a=b
                        """))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "A", "plain",
                        "B", "spaced out",
                        "C", "exported",
                        "D", "bare#hash",
                        "E", "single $x \\n # all of it",
                        "F", "double \"x\" \\ $ \n # in it",
                        "G", "",
                        "H", "",
                        "I", "a=b"));
        assertThat(problems).isEmpty();
    }

    @Test
    void windowsLineEndsAreFine() throws IOException {
        assertThat(read("A=1\r\nB=\"2\"\r\n")).containsEntry("A", "1").containsEntry("B", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no equals sign",
                "1A=digit first",
                "A-B=dash",
                "=nothing",
                "A='open",
                "A=\"open",
                "A='x' y",
                "A=\"\\q\"",
                "A=\"x\\\"",
                "PORT=2"
            })
    void aBrokenLineIsNamedByItsNumberAndNotShown(String line) throws IOException {
        read("PORT=1\n\n" + line + "\nZ=1\n");

        assertThat(problems).singleElement().satisfies(settingProblem -> {
            assertThat(settingProblem.name()).isEqualTo(".env line 3");
            assertThat(settingProblem.message()).doesNotContain("digit", "open", "equals sign");
        });
    }

    @Test
    void aFileThatIsNoTextIsAProblem() throws IOException {
        Files.write(directory.resolve(".env"), new byte[] {'A', '=', (byte) 0xff, (byte) 0xfe});
        DotEnv.read(directory.resolve(".env"), problems);

        assertThat(problems).extracting(SettingProblem::message).containsExactly("is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void aHugeFileIsAProblem() throws IOException {
        assertThat(read("#".repeat(70_000))).isEmpty();
        assertThat(problems).hasSize(1);
    }

    @Test
    void aFolderIsAProblem() throws IOException {
        Files.createDirectory(directory.resolve(".env"));
        DotEnv.read(directory.resolve(".env"), problems);

        assertThat(problems).hasSize(1);
    }

    private Map<String, String> read(String text) throws IOException {
        Files.writeString(directory.resolve(".env"), text, StandardCharsets.UTF_8);
        return DotEnv.read(directory.resolve(".env"), problems);
    }
}
