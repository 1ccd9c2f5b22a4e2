package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.FIGUREHEAD;
import static dev.heatup.sandbox.SampleWorld.GAZETTE;
import static dev.heatup.sandbox.SampleWorld.GUEST;
import static dev.heatup.sandbox.SampleWorld.GUEST_NAME;
import static dev.heatup.sandbox.SampleWorld.NOSY;
import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static dev.heatup.sandbox.SandboxDriver.number;
import static dev.heatup.sandbox.SandboxDriver.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which updates bots get. */
class BotUpdatesTest extends SampleWorldTestBase {

    private Stream<String> texts(BotToken bot) {
        return town.updates(bot, "message").stream().flatMap(message -> message.text("text").stream());
    }

    @Test
    void privacyModeLetsThroughWhatIsMeantForTheBot() {
        town.joins("ann", SQUARE);
        long own = number(town.botGets(GUEST, "sendMessage", in(SQUARE).with("text", "I am here")), "message_id");
        town.updates(GUEST);
        long other = number(town.says("ann", SQUARE, "hello all"), "id");
        town.says("ann", SQUARE, "/help");
        town.says("ann", SQUARE, "/help@HU_GUEST_BOT now");
        town.says("ann", SQUARE, "/help@hu_warden_bot");
        town.says("ann", SQUARE, "well, @hu_guest_bot?");
        town.says("ann", SQUARE, "not @hu_guest_bottle");
        town.says("ann", SQUARE, "a / b");
        town.replies("ann", SQUARE, own, "to you");
        town.replies("ann", SQUARE, other, "to myself");

        assertThat(texts(GUEST)).containsExactly("/help", "/help@HU_GUEST_BOT now", "well, @hu_guest_bot?", "to you");
        assertThat(texts(NOSY)).hasSize(9);
        assertThat(texts(FIGUREHEAD)).hasSize(9);
    }

    @Test
    void aCommandThatNamesNobodyIsForTheBotThatWroteLast() {
        town.joins("ann", SQUARE);
        town.bot(GUEST, "sendMessage", in(SQUARE).with("text", "first"));
        // The world does not wait any longer for those that did not fetch that she came.
        time.advance(Duration.ofSeconds(15));
        town.bot(WARDEN, "sendMessage", in(SQUARE).with("text", "second"));
        town.says("ann", SQUARE, "/start");

        assertThat(texts(GUEST)).isEmpty();
        assertThat(texts(WARDEN)).containsExactly("/start");
    }

    @Test
    void botsNeverSeeEachOther() {
        town.bot(GUEST, "sendMessage", in(SQUARE).with("text", "/start@hu_warden_bot"));

        assertThat(Stream.of(WARDEN, NOSY, FIGUREHEAD).flatMap(bot -> town.updates(bot).stream()))
                .isEmpty();
    }

    @Test
    void comingsAndGoingsAreSeenByAll() {
        town.joins("ann", SQUARE);
        town.leaves("ann", SQUARE);

        assertThat(town.updates(GUEST, "message"))
                .satisfiesExactly(
                        came -> assertThat(came.list("new_chat_members")).hasSize(1),
                        went -> assertThat(object(went, "left_chat_member").integer("id"))
                                .contains(town.user("ann")));
    }

    @Test
    void whatTheNetworkNotesOfABotsOwnDeedsIsNewsToIt() {
        town.joins("ann", SQUARE);
        long id = number(town.says("ann", SQUARE, "spam"), "id");
        town.updates(WARDEN);
        town.bot(WARDEN, "pinChatMessage", in(SQUARE).with("message_id", id));
        town.bot(WARDEN, "banChatMember", in(SQUARE).with("user_id", town.user("ann")));

        assertThat(town.updates(WARDEN, "message"))
                .satisfiesExactly(
                        pinned -> assertThat(object(pinned, "pinned_message").text("text"))
                                .contains("spam"),
                        gone -> assertThat(object(gone, "from").integer("id")).contains(1001L));
    }

    @Test
    void membershipAndReactionsAreForAdministratorsThatAskForThem() {
        List.of(WARDEN, NOSY).forEach(bot -> town.allows(bot, "message", "chat_member", "message_reaction"));
        town.joins("ann", SQUARE);
        long id = number(town.says("ann", SQUARE, "nice"), "id");
        town.reacts("ann", SQUARE, id, "👍");
        town.reacts("ann", SQUARE, id, "🔥");

        assertThat(kinds(FIGUREHEAD)).containsExactly("message", "message");
        assertThat(kinds(NOSY)).containsExactly("message", "message");
        List<Tl.Obj> all = town.updates(WARDEN);
        assertThat(kinds(all))
                .containsExactly("chat_member", "message", "message", "message_reaction", "message_reaction");
        Tl.Obj changed = object(all.getLast(), "message_reaction");
        assertThat(((Tl.Obj) changed.list("old_reaction").getFirst()).text("emoji"))
                .contains("👍");
        assertThat(((Tl.Obj) changed.list("new_reaction").getFirst()).text("emoji"))
                .contains("🔥");
        assertThat(object(changed, "user").integer("id")).contains(town.user("ann"));
    }

    private Stream<String> kinds(BotToken bot) {
        return kinds(town.updates(bot));
    }

    private static Stream<String> kinds(List<Tl.Obj> updates) {
        return updates.stream()
                .map(update -> update.fields().keySet().stream()
                        .filter(field -> !field.equals("update_id"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void ofAChannelsReactionsOnlyTheNumberIsTold() {
        town.allows(WARDEN, "message_reaction", "message_reaction_count");
        town.joins("ann", GAZETTE);
        town.joins("bob", GAZETTE);
        town.reacts("ann", GAZETTE, 1, "👍");
        town.reacts("bob", GAZETTE, 1, "👍");

        List<Tl.Obj> updates = town.updates(WARDEN);
        assertThat(kinds(updates)).containsExactly("message_reaction_count", "message_reaction_count");
        Tl.Obj last = object(updates.getLast(), "message_reaction_count");
        assertThat(((Tl.Obj) last.list("reactions").getFirst()).integer("total_count"))
                .contains(2L);
        assertThat(last.get("user")).isEmpty();
    }

    @Test
    void whatABotAsksForSticksAndNothingMeansTheUsual() {
        town.joins("ann", SQUARE);
        town.allows(WARDEN, "callback_query");
        town.says("ann", SQUARE, "unheard");
        assertThat(town.waiting(WARDEN)).isEmpty();

        town.allows(WARDEN);
        town.says("ann", SQUARE, "heard");
        assertThat(texts(WARDEN)).containsExactly("heard");
        town.leaves("ann", SQUARE);
        assertThat(kinds(WARDEN)).containsExactly("message");
    }

    @Test
    void whatWaitsIsFilteredWhenItComesNotWhenItIsFetched() {
        town.joins("ann", SQUARE);
        town.updates(WARDEN);
        town.says("ann", SQUARE, "before");

        assertThat(town.updates(WARDEN, new UpdatesRequest(0, 100, List.of("callback_query"))))
                .hasSize(1);
    }

    @Test
    void aPersonWhoBlocksTheBotIsToldOf() {
        town.starts("ann", GUEST_NAME);
        town.updates(GUEST);
        town.invokes("ann", "contacts.block", Tl.object().with("id", GUEST_NAME));
        Tl.Obj blocked = town.updates(GUEST, "my_chat_member").getFirst();
        String refusal = town.refusal(GUEST, "sendMessage", to("ann").with("text", "Hello?"));
        town.starts("ann", GUEST_NAME);

        assertThat(object(blocked, "new_chat_member").text("status")).contains("kicked");
        assertThat(refusal).isEqualTo("Forbidden: bot was blocked by the user");
        assertThat(kinds(GUEST)).containsExactly("my_chat_member", "message");
    }

    @Test
    void postsOfChannelsReachTheirAdministratorsAndTheGroupThatDiscussesThem() {
        time.advance(Duration.ofHours(3));
        List<Tl.Obj> posts = town.updates(WARDEN, "channel_post");
        List<Tl.Obj> copies = town.updates(NOSY, "message");

        assertThat(posts).isNotEmpty().hasSameSizeAs(copies);
        assertThat(object(posts.getFirst(), "sender_chat").text("username")).contains(GAZETTE);
        Tl.Obj copy = copies.getFirst();
        assertThat(copy.bool("is_automatic_forward")).contains(true);
        assertThat(object(copy, "from").integer("id")).contains(777_000L);
        assertThat(object(copy, "forward_origin").integer("message_id"))
                .isEqualTo(posts.getFirst().integer("message_id"));
        assertThat(town.updates(GUEST)).isEmpty();

        town.joins("ann", SQUARE);
        town.replies("ann", SQUARE, number(copy, "message_id"), "first!");
        Tl.Obj comment = town.updates(NOSY, "message").getLast();
        assertThat(comment.integer("message_thread_id")).isEqualTo(copy.integer("message_id"));
        assertThat(comment.get("is_topic_message")).isEmpty();
        assertThat(object(comment, "reply_to_message").bool("is_automatic_forward"))
                .contains(true);
    }

    @Test
    void updatesWaitADay() {
        town.joins("ann", SQUARE);
        time.advance(Duration.ofHours(25));
        town.says("ann", SQUARE, "a day later");

        assertThat(town.updates(NOSY, "message").stream()
                        .filter(message -> message.get("forward_origin").isEmpty())
                        .flatMap(message -> message.text("text").stream()))
                .containsExactly("a day later");
        assertThat(town.updates(NOSY, "new_chat_members")).isEmpty();
    }
}
