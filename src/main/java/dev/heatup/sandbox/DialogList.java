package dev.heatup.sandbox;

import dev.heatup.channel.Username;
import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.Account.Membership;
import dev.heatup.sandbox.Network.Scene;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chats that an account is in, the one with the latest message first. */
record DialogList(Scene scene, World world) {

    /** @param date of the latest message, or of joining while there is none */
    record Dialog(Chat chat, int topMessage, Instant date, int readMaxId) {

        int unread() {
            return Math.max(0, topMessage - readMaxId);
        }

        Tl.Obj summary() {
            return Tl.object()
                    .with("chat", chat.username().value())
                    .with("title", chat.title())
                    .with("type", chat.kind() == Chat.Kind.GROUP ? "group" : "channel")
                    .with("unread_count", unread())
                    .with("top_message", topMessage)
                    .with("date", date.getEpochSecond())
                    .build();
        }
    }

    Decision page(int limit, int offset) {
        List<Dialog> all = sorted();
        return Decision.answer(Tl.object()
                .with(
                        "dialogs",
                        all.stream()
                                .skip(offset)
                                .limit(limit)
                                .map(Dialog::summary)
                                .toList())
                .with("total", all.size())
                .build());
    }

    Decision pageBehind(int limit, @Nullable Username behind) {
        List<Dialog> all = sorted();
        int from = behind == null
                ? 0
                : 1
                        + IntStream.range(0, all.size())
                                .filter(i -> all.get(i).chat().username().equals(behind))
                                .findFirst()
                                .orElse(all.size());
        if (from > all.size()) {
            return scene.refuse(RpcError.OFFSET_PEER_ID_INVALID);
        }
        List<Dialog> page = all.stream()
                .skip(from)
                .limit(Math.min(limit, Timeline.MAX_PAGE))
                .toList();
        return Decision.answer(Constructors.dialogs(scene, all.size(), page));
    }

    private List<Dialog> sorted() {
        return scene.account().memberships.entrySet().stream()
                .flatMap(this::dialog)
                .sorted(Comparator.comparing(Dialog::date)
                        .reversed()
                        .thenComparing(dialog -> dialog.chat().username()))
                .toList();
    }

    /** None for a chat of a pool that was taken away since. */
    private Stream<Dialog> dialog(Map.Entry<Username, Membership> entry) {
        Optional<Chat> chat = world.find(entry.getKey());
        return chat.stream().map(found -> {
            int top = scene.timeline(found).top();
            Membership membership = entry.getValue();
            Instant date = top == 0 ? membership.since() : scene.timeline(found).date(top);
            return new Dialog(found, top, date, membership.readMaxId());
        });
    }
}
