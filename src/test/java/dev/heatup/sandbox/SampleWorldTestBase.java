package dev.heatup.sandbox;

import dev.heatup.telegram.Tl;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A village for each test, with all its bots there, and nothing that waits for them. */
abstract class SampleWorldTestBase extends SandboxTestBase {

    static final List<Tl.Obj> ALBUM =
            List.of(photo("https://pictures.example/1.jpg"), photo("https://pictures.example/2.jpg"));

    @Override
    Sandbox opened() {
        return SampleWorld.open(folder, time);
    }

    @BeforeEach
    void settle() {
        SampleWorld.BOTS.forEach(town::updates);
    }

    Tl.Builder in(String chat) {
        return Tl.object().with("chat_id", town.chat(chat));
    }

    Tl.Builder to(String person) {
        return Tl.object().with("chat_id", town.user(person));
    }

    Tl.Builder about(String chat, String person) {
        return in(chat).with("user_id", town.user(person));
    }

    static Tl.Obj keyboard(String text, String data) {
        Tl.Obj button =
                Tl.object().with("text", text).with("callback_data", data).build();
        return Tl.object()
                .with("inline_keyboard", List.of(Tl.of(List.of(button))))
                .build();
    }

    static Tl.Obj photo(String url) {
        return Tl.object().with("type", "photo").with("media", url).build();
    }

    static String fileId(Tl.Obj message) {
        return ((Tl.Obj) message.list("photo").getLast()).text("file_id").orElseThrow();
    }
}
