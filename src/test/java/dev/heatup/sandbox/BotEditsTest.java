package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.FIGUREHEAD;
import static dev.heatup.sandbox.SampleWorld.GAZETTE;
import static dev.heatup.sandbox.SampleWorld.GUEST;
import static dev.heatup.sandbox.SampleWorld.NOSY;
import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static dev.heatup.sandbox.SandboxDriver.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Tl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bots change messages. */
class BotEditsTest extends SampleWorldTestBase {

    @Test
    void aPostCanBeEditedByWhoeverMayEditPosts() {
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "Extre!"));
        Tl.Builder edit =
                in(GAZETTE).with("message_id", number(post, "message_id")).with("text", "Extra!");
        assertThat(town.refusal(FIGUREHEAD, "editMessageText", edit)).isEqualTo("Bad Request: message can't be edited");
        town.updates(FIGUREHEAD);
        town.bot(WARDEN, "editMessageText", edit);

        assertThat(town.updates(FIGUREHEAD, "edited_channel_post").getFirst().text("text"))
                .contains("Extra!");
        assertThat(town.refusal(WARDEN, "editMessageText", edit))
                .startsWith("Bad Request: message is not modified: specified new message content");
        assertThat(town.refusal(
                        WARDEN,
                        "editMessageText",
                        in(GAZETTE).with("message_id", 1).with("text", "x")))
                .isEqualTo("Bad Request: message can't be edited");
    }

    @Test
    void whatBecomesOfAPostBecomesOfItsCopy() {
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "Extre!"));
        town.bot(WARDEN, "sendMessage", in(GAZETTE).with("text", "More"));
        long copy = number(town.updates(NOSY, "message").getFirst(), "message_id");
        Tl.Builder edit = in(GAZETTE).with("message_id", number(post, "message_id"));
        town.bot(WARDEN, "editMessageText", edit.with("text", "Extra!"));

        Tl.Obj edited = town.updates(NOSY, "edited_message").getFirst();
        assertThat(number(edited, "message_id")).isEqualTo(copy);
        assertThat(edited.bool("is_automatic_forward")).contains(true);
        assertThat(edited.text("text")).contains("Extra!");
        assertThat(edited.get("edit_date")).isPresent();
        town.bot(WARDEN, "editMessageReplyMarkup", edit.with("reply_markup", keyboard("Go", "go")));
        assertThat(town.updates(NOSY)).isEmpty();

        town.bot(WARDEN, "deleteMessage", in(SQUARE).with("message_id", copy));
        town.bot(WARDEN, "editMessageText", edit.with("text", "Extra!!"));
        assertThat(town.updates(NOSY)).isEmpty();
    }

    private Tl.Builder media(Tl.Obj message, Tl.Obj media) {
        return in(SQUARE).with("message_id", number(message, "message_id")).with("media", media);
    }

    @Test
    void aPhotoBecomesAnother() {
        Tl.Obj sent = town.botGets(WARDEN, "sendPhoto", in(SQUARE).with("photo", "https://pictures.example/1.jpg"));
        Tl.Obj other = town.botGets(WARDEN, "editMessageMedia", media(sent, photo("https://pictures.example/2.jpg")));
        Tl.Obj next = town.botGets(WARDEN, "sendPhoto", in(SQUARE).with("photo", "https://pictures.example/3.jpg"));

        assertThat(other.integer("message_id")).isEqualTo(sent.integer("message_id"));
        assertThat(List.of(fileId(sent), fileId(other), fileId(next))).doesNotHaveDuplicates();
        town.bot(WARDEN, "getFile", Tl.object().with("file_id", fileId(other)));
        assertThat(town.refusal(WARDEN, "editMessageMedia", media(sent, photo(fileId(other)))))
                .startsWith("Bad Request: message is not modified");
    }

    @Test
    void aTextBecomesAPhotoAndAnAlbumStaysOfOneKind() {
        Tl.Obj text = town.botGets(WARDEN, "sendMessage", in(SQUARE).with("text", "soon"));
        Tl.Obj photo = photo("https://pictures.example/1.jpg");
        assertThat(fileId(town.botGets(WARDEN, "editMessageMedia", media(text, photo))))
                .isNotEmpty();
        Tl.Obj first = (Tl.Obj)
                ((Tl.Items) town.bot(WARDEN, "sendMediaGroup", in(SQUARE).with("media", ALBUM)))
                        .items()
                        .getFirst();

        assertThat(town.botGets(WARDEN, "editMessageMedia", media(first, photo("https://pictures.example/9.jpg")))
                        .text("media_group_id"))
                .isEqualTo(first.text("media_group_id"));
        assertThat(town.refusal(WARDEN, "editMessageMedia", media(first, of("document"))))
                .isEqualTo("Bad Request: can't change media type in the album");
        assertThat(town.refusal(WARDEN, "editMessageMedia", media(text, of("video"))))
                .isEqualTo("Bad Request: can't parse InputMedia: type \"video\" is unsupported");
        assertThat(town.refusal(GUEST, "editMessageMedia", media(text, photo)))
                .isEqualTo("Bad Request: message can't be edited");
    }

    private static Tl.Obj of(String type) {
        return Tl.object()
                .with("type", type)
                .with("media", "https://pictures.example/1.bin")
                .build();
    }
}
