package dev.heatup.telegram.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.telegram.Tl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlJsonTest {

    @Test
    void keepsTrueTheTextTrueAndOneApart() {
        assertThat(read("[true, \"true\", 1, 1.0, null]"))
                .isEqualTo(Tl.of(List.of(Tl.of(true), Tl.of("true"), Tl.of(1), new Tl.Decimal(1.0), new Tl.Null())));
    }

    @Test
    void keepsWholeNumbersOf64BitsExactly() {
        assertThat(read("9223372036854775807")).isEqualTo(Tl.of(Long.MAX_VALUE));
        assertThat(read("-9223372036854775808")).isEqualTo(Tl.of(Long.MIN_VALUE));
        assertThat(read("9223372036854775808")).isInstanceOf(Tl.Decimal.class);
    }

    @Test
    void writesWhatItReadInTheSameOrder() {
        String json = "{\"_\":\"config\",\"b\":[1,{\"a\":\"привет\"}],\"a\":false,\"n\":null,\"d\":0.5}";

        assertThat(new String(TlJson.write(read(json)), StandardCharsets.UTF_8)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "nul", "NaN", "1e999", "[1,]", "{a:1}", "// x\n1"})
    void refusesWhatIsNoSingleStrictDocument(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableJsonException.class);
    }

    @Test
    void refusesWhatIsTooDeepOrTooLarge() {
        assertThat(read("[".repeat(32) + "]".repeat(32))).isInstanceOf(Tl.Items.class);
        assertThatThrownBy(() -> read("[".repeat(33) + "]".repeat(33))).isInstanceOf(UnreadableJsonException.class);
        assertThatThrownBy(() -> TlJson.read(new byte[TlJson.MAX_BYTES + 1]))
                .isInstanceOf(UnreadableJsonException.class);
        assertThat(read("[" + "1,".repeat(399_997) + "1]")).isInstanceOf(Tl.Items.class);
        assertThatThrownBy(() -> read("[" + "1,".repeat(400_000) + "1]"))
                .isInstanceOf(UnreadableJsonException.class)
                .hasMessageContaining("400000 names, values and brackets");
    }

    private static Tl read(String json) {
        return TlJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
