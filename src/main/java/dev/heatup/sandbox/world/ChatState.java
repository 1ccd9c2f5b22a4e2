package dev.heatup.sandbox.world;

import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Chat.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A chat as it is: what was posted before the world began, which is computed, then what was written since; its members,
 * and what they left on the messages. Changed by {@link WorldState} alone.
 */
public final class ChatState {

    private final ChatKey key;
    private final @Nullable Chat chat;
    private final ChatMessages messages;
    private final Map<Actor, Member> members = new LinkedHashMap<>();
    private final Set<Actor> putOut = new LinkedHashSet<>();
    private final Map<Actor, Instant> requests = new LinkedHashMap<>();
    private final Map<Actor, Instant> lastWrote = new HashMap<>();
    private final Map<Integer, Map<Actor, List<String>>> reactions = new HashMap<>();
    private final Map<Integer, Integer> views = new HashMap<>();
    private final Set<Integer> pinned = new TreeSet<>();
    private Set<Permission> permissions;
    private int people;

    ChatState(Chat chat, int backlog) {
        this.key = chat.key();
        this.chat = chat;
        this.messages = new ChatMessages(chat, backlog);
        this.permissions = chat.manner().permissions();
    }

    ChatState(ChatKey.Direct key) {
        this.key = key;
        this.chat = null;
        this.messages = new ChatMessages(null, 0);
        this.permissions = Set.of();
    }

    /** @param chat null for a private one */
    ChatState(@Nullable Chat chat, Saved saved) {
        key = saved.key();
        this.chat = chat;
        messages = new ChatMessages(chat, saved.backlog(), saved.messages(), saved.lastId());
        saved.members().forEach(this::set);
        putOut.addAll(saved.putOut());
        requests.putAll(saved.requests());
        lastWrote.putAll(saved.lastWrote());
        saved.reactions().forEach((id, of) -> reactions.put(id, new LinkedHashMap<>(of)));
        views.putAll(saved.views());
        pinned.addAll(saved.pinned());
        permissions = Set.copyOf(saved.permissions());
    }

    Saved saved() {
        return new Saved(
                key,
                messages.backlog(),
                messages.lastId(),
                messages.stored(),
                members,
                putOut,
                requests,
                lastWrote,
                reactions,
                views,
                pinned,
                permissions);
    }

    /** All that it is, for as long as it stays so. */
    record Saved(
            ChatKey key,
            int backlog,
            int lastId,
            List<Message> messages,
            Map<Actor, Member> members,
            Set<Actor> putOut,
            Map<Actor, Instant> requests,
            Map<Actor, Instant> lastWrote,
            Map<Integer, Map<Actor, List<String>>> reactions,
            Map<Integer, Integer> views,
            Set<Integer> pinned,
            Set<Permission> permissions) {}

    public ChatKey key() {
        return key;
    }

    /** Empty for a private chat. */
    public Optional<Chat> chat() {
        return Optional.ofNullable(chat);
    }

    /** How many messages there are. */
    public int size() {
        return messages.size();
    }

    /** @param index 0 for the oldest, below {@link #size} */
    public Message at(int index) {
        return messages.at(index);
    }

    /** How many messages have an id below this one. */
    public int countBelow(long id) {
        return messages.countBelow(id);
    }

    public Optional<Message> find(long id) {
        return messages.find(id);
    }

    /** What this author sent at exactly this time, if it still is there. */
    public Optional<Message> sent(Actor author, Instant at) {
        return messages.sent(author, at);
    }

    /** What the network made of a channel's post here, if it still is there. */
    Optional<Message> copyOf(ChatKey channel, Message post) {
        return messages.copyOf(channel, post);
    }

    /** The latest id that was ever used; 0 while there is none. */
    public int lastId() {
        return messages.lastId();
    }

    /** Whether a message is from before the world began; such a one stays as it is. */
    public boolean isBacklog(long id) {
        return messages.isBacklog(id);
    }

    /** A topic that messages can be in, which a forum's general one is not. */
    public Optional<Message> topic(long id) {
        return chat != null && chat.isForum() && id > ForumTopics.GENERAL && isBacklog(id)
                ? find(id)
                : Optional.empty();
    }

    /** Where an answer to the message belongs: its topic in a forum, in other groups what it began; null elsewhere. */
    public @Nullable Integer threadOf(Message answered) {
        Integer thread = answered.thread();
        if (thread != null || chat == null || chat.kind() == Kind.BROADCAST) {
            return thread;
        }
        return !chat.isForum() || topic(answered.id()).isPresent() ? (Integer) answered.id() : null;
    }

    public Member member(Actor who, Instant now) {
        return members.getOrDefault(who, Member.NOBODY).at(now);
    }

    public boolean isIn(Actor who, Instant now) {
        return member(who, now).isIn();
    }

    /** Whether somebody is out because another put them out. */
    public boolean isPutOut(Actor who) {
        return putOut.contains(who);
    }

    /** Everybody who ever stood to the chat in some way, also those who left or were put out. */
    public Map<Actor, Member> members() {
        return Collections.unmodifiableMap(members);
    }

    /** How many of the world's people and bots are in. */
    public int people() {
        return people;
    }

    public boolean isRequested(Actor who) {
        return requests.containsKey(who);
    }

    public Map<Actor, Instant> requests() {
        return Collections.unmodifiableMap(requests);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public Optional<Instant> lastWrote(Actor who) {
        return Optional.ofNullable(lastWrote.get(who));
    }

    /** Who reacted with what, in the order in which they first did. */
    public Map<Actor, List<String>> reactions(int id) {
        return Collections.unmodifiableMap(reactions.getOrDefault(id, Map.of()));
    }

    public Set<Integer> pinned() {
        return Collections.unmodifiableSet(pinned);
    }

    /** Null where views are not counted. */
    public @Nullable Long views(Message message, Instant now) {
        return chat == null || chat.kind() == Kind.GROUP
                ? null
                : (Long) (ChannelPosts.views(chat, message.id(), message.date(), now)
                        + views.getOrDefault(message.id(), 0));
    }

    void add(Message message) {
        messages.add(message);
        if (!(message.content() instanceof Content.Service)) {
            lastWrote.put(message.author(), message.date());
        }
    }

    void replace(Message message) {
        messages.replace(message);
    }

    void remove(int id) {
        if (messages.remove(id)) {
            reactions.remove(id);
            pinned.remove(id);
        }
    }

    void set(Actor who, Member member) {
        Member before = members.put(who, member);
        people += (member.isIn() ? 1 : 0) - (before != null && before.isIn() ? 1 : 0);
        requests.remove(who);
        if (member.isIn()) {
            putOut.remove(who);
        }
    }

    /** Another is about to put them out, if they are in. */
    void putOut(Actor who, Instant now) {
        if (isIn(who, now)) {
            putOut.add(who);
        }
    }

    void request(Actor who, Instant at) {
        requests.put(who, at);
    }

    void dismiss(Actor who) {
        requests.remove(who);
    }

    void react(int id, Actor who, List<String> emoji) {
        Map<Actor, List<String>> of = reactions.computeIfAbsent(id, i -> new LinkedHashMap<>());
        if (emoji.isEmpty()) {
            of.remove(who);
        } else {
            of.put(who, emoji);
        }
    }

    void view(int id) {
        views.merge(id, 1, Integer::sum);
    }

    void pin(int id, boolean pin) {
        if (pin) {
            pinned.add(id);
        } else {
            pinned.remove(id);
        }
    }

    void permit(Set<Permission> others) {
        permissions = others;
    }
}
