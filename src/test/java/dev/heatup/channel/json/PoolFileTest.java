package dev.heatup.channel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoolFileTest {

    private static final String NEWS =
            "{\"username\": \"hu_city_news\", \"title\": \"City News\", \"topic\": \"news\", \"language\": \"en\"}";

    @Test
    void theBuiltInPoolHasTwentyInventedChannelsInAtLeastEightCategoriesAndTwoLanguages() {
        Pool pool = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();

        Map<String, Long> languages =
                pool.channels().stream().collect(Collectors.groupingBy(Channel::language, Collectors.counting()));
        assertThat(pool.channels())
                .hasSize(20)
                .allSatisfy(channel -> assertThat(channel.username().value()).startsWith("hu_"));
        assertThat(pool.channels().stream().map(Channel::topic).distinct().count())
                .isGreaterThanOrEqualTo(8);
        assertThat(languages).containsOnly(Map.entry("en", 10L), Map.entry("ru", 10L));
    }

    @Test
    void poolsAreFoundByNameAlone() {
        ResourcePools pools = ResourcePools.builtIn();

        assertThat(pools.names()).containsExactly("default");
        assertThat(pools.find("other")).isEmpty();
    }

    @Test
    void aPoolThatIsNotThereStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResourcePools(List.of("nowhere")))
                .withMessage("pools/nowhere.json: there is no such pool on the class path");
    }

    @Test
    void channelsKeepTheOrderOfTheFile() {
        Pool pool = read("{\"channels\": [" + NEWS + ", " + NEWS.replace("hu_city_news", "@HU_Second") + "]}");

        assertThat(pool.name()).isEqualTo("mine");
        assertThat(pool.channels())
                .extracting(Channel::username)
                .containsExactly(new Username("hu_city_news"), new Username("hu_second"));
    }

    @Test
    void everyMistakeNamesTheFileTheEntryAndWhatIsAllowed() {
        refuses("nonsense", "mine.json: not JSON, or a field is there twice, near line 1");
        refuses("", "mine.json: a pool is an object with the list channels and");
        refuses("{\"channels\": [" + NEWS + "]} more", "mine.json: not JSON");
        refuses("[]", "mine.json: a pool is an object with the list channels and");
        refuses("{\"channels\": {}}", "mine.json: a pool is an object with the list channels and");
        refuses("{\"channels\": [], \"x\": 1}", "mine.json: a pool is an object with the list channels and");
        refuses("{\"channels\": []}", "mine.json: pool mine has no channels");
        refuses(
                "{\"channels\": [7]}",
                "mine.json: channels[0] must be an object with username, title, topic, language");
        refuses(entry(NEWS.replace("title", "titel")), "mine.json: channels[0] has the unknown field 'titel'; allowed");
        refuses(entry(NEWS.replace("\"City News\"", "5")), "mine.json: channels[0] needs the text title");
        refuses(entry(NEWS.replace("City News", "  ")), "mine.json: channels[0]: channel hu_city_news needs a title");
        refuses(entry(NEWS.replace("\"en\"", "\"english\"")), "two-letter language");
        refuses(entry(NEWS.replace("hu_city_news", "x")), "mine.json: channels[0] has the username 'x'; allowed are 5");
        refuses(
                "{\"channels\": [" + NEWS + ", " + NEWS.replace("hu_city", "HU_City") + "]}",
                "mine.json: channels[1] names hu_city_news a second time; a pool has each name once");
        refuses(entry(NEWS.replace("\"topic\"", "\"title\"")), "a field is there twice");
    }

    @Test
    void textThatBreaksLinesIsNeitherATitleNorATopicNorQuotedRaw() {
        refuses(entry(NEWS.replace("City News", "City\\nNews")), "without control characters");
        refuses(entry(NEWS.replace("\"news\"", "\"n\\u202Eews\"")), "without control characters");
        refuses(entry(NEWS.replace("City News", "x".repeat(129))), "a title of 1 to 128 characters");
        refuses(entry(NEWS.replace("\"news\"", "\"" + "x".repeat(33) + "\"")), "a topic of 1 to 32");
        refuses(entry(NEWS.replace("hu_city_news", "a\\nb")), "the username 'a\uFFFDb'");
        refuses(entry(NEWS.replace("hu_city_news", "y".repeat(300))), "the username '" + "y".repeat(40) + "';");
    }

    @Test
    void theBuiltInPoolHasGroupsInBothLanguagesAndNoBots() {
        Pool pool = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();

        assertThat(pool.groups()).hasSize(5).allSatisfy(group -> {
            assertThat(group.username().value()).startsWith("hu_");
            assertThat(pool.channels()).extracting(Channel::topic).contains(group.topic());
        });
        assertThat(pool.groups()).extracting(Channel::language).contains("ru", "en");
        assertThat(pool.bots()).isEmpty();
    }

    @Test
    void groupsAndBotsHaveListsOfTheirOwn() {
        String group = NEWS.replace("hu_city_news", "hu_talk");
        String bot = "{\"username\": \"@HU_Menu_Bot\", \"title\": \"Menu\", \"about\": \"Takes orders\","
                + " \"payloads\": [\"table_5\"]}";
        String bare = "{\"username\": \"hu_bare_bot\", \"title\": \"Bare\"}";

        Pool pool = read(
                "{\"channels\": [" + NEWS + "], \"groups\": [" + group + "], \"bots\": [" + bot + "," + bare + "]}");

        assertThat(pool.chats()).extracting(Channel::kind).containsExactly(Channel.Kind.CHANNEL, Channel.Kind.GROUP);
        assertThat(pool.bots())
                .containsExactly(
                        new Bot(new Username("hu_menu_bot"), "Menu", "Takes orders", List.of("table_5")),
                        new Bot(new Username("hu_bare_bot"), "Bare", "", List.of()));
    }

    @Test
    void mistakesInGroupsAndBotsAreNamed() {
        String channels = "{\"channels\": [" + NEWS + "], ";
        refuses(channels + "\"groups\": 5}", "mine.json: a pool is an object with the list channels and");
        refuses(channels + "\"bots\": {}}", "mine.json: a pool is an object with the list channels and");
        refuses(channels + "\"groups\": [" + NEWS + "]}", "mine.json: groups[0] names hu_city_news a second time");
        refuses(channels + "\"bots\": [" + NEWS + "]}", "mine.json: bots[0] has the unknown field 'topic'");
        refuses(
                channels + "\"bots\": [{\"username\": \"hu_x_bot\", \"title\": \"X\", \"payloads\": [1]}]}",
                "mine.json: bots[0] needs a list of texts as payloads");
        refuses(
                channels + "\"bots\": [{\"username\": \"hu_x_bot\", \"title\": \"X\", \"payloads\": [\"a b\"]}]}",
                "mine.json: bots[0]: bot hu_x_bot needs a title");
    }

    private static String entry(String channel) {
        return "{\"channels\": [" + channel + "]}";
    }

    private static void refuses(String json, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json))
                .withMessageContaining(sentence)
                .withMessageStartingWith("mine.json: ");
    }

    private static Pool read(String json) {
        return PoolFile.read("mine.json", "mine", json.getBytes(StandardCharsets.UTF_8));
    }
}
