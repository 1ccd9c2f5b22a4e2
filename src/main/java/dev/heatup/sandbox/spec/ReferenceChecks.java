package dev.heatup.sandbox.spec;

import dev.heatup.channel.Username;
import dev.heatup.text.SpellingSuggestion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the parts of a world say of each other. */
record ReferenceChecks(
        PopulationSpec population,
        List<ChannelSpec> channels,
        List<GroupSpec> groups,
        List<BotSpec> bots,
        List<ModerationSpec> moderation) {

    void apply(RuleCollector ruleCollector) {
        ruleCollector.atMost(WorldSpec.MAX_CHANNELS, channels, "channels");
        ruleCollector.atMost(WorldSpec.MAX_GROUPS, groups, "groups");
        ruleCollector.atMost(WorldSpec.MAX_BOTS, bots, "bots");
        checkNames(ruleCollector);
        checkDiscussions(ruleCollector);
        checkPlaces(ruleCollector);
        checkModeration(ruleCollector);
        checkSums(ruleCollector);
    }

    /** What each part may ask for, all of them together may not. */
    private void checkSums(RuleCollector ruleCollector) {
        ruleCollector.sum(
                groups.stream().mapToDouble(GroupSpec::members).sum() * population.size(),
                WorldSpec.MAX_MEMBERSHIPS,
                "groups",
                "begin with",
                "members, each group with its share of population.size");
        ruleCollector.sum(
                channels.stream().mapToDouble(ChannelSpec::postsPerDay).sum(),
                WorldSpec.MAX_POSTS_PER_DAY,
                "channels",
                "have",
                "posts_per_day");
        ruleCollector.sum(
                moderation.stream().mapToDouble(ModerationSpec::messagesPerHour).sum(),
                WorldSpec.MAX_MESSAGES_PER_HOUR,
                "moderation",
                "have",
                "messages_per_hour");
        ruleCollector.sum(
                moderation.stream()
                        .flatMap(messages -> messages.raids().stream())
                        .mapToDouble(ModerationSpec.Raid::messages)
                        .sum(),
                WorldSpec.MAX_RAID_MESSAGES,
                "moderation",
                "have",
                "messages of raids");
    }

    private void checkNames(RuleCollector ruleCollector) {
        Map<Username, String> taken = new HashMap<>();
        Map<Long, String> ids = new HashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            once(ruleCollector, taken, channels.get(i).username(), "channels[" + i + "]", "username");
        }
        for (int i = 0; i < groups.size(); i++) {
            once(ruleCollector, taken, groups.get(i).username(), "groups[" + i + "]", "username");
        }
        for (int i = 0; i < bots.size(); i++) {
            once(ruleCollector, taken, bots.get(i).username(), "bots[" + i + "]", "username");
            Long id = bots.get(i).id();
            if (id != null) {
                once(ruleCollector, ids, id, "bots[" + i + "]", "id");
            }
        }
    }

    private static <T> void once(
            RuleCollector ruleCollector, Map<T, String> taken, T value, String owner, String field) {
        String other = taken.putIfAbsent(value, owner);
        ruleCollector.that(
                other == null, owner + "." + field, value + " is the " + field + " of " + other + " already");
    }

    private void checkDiscussions(RuleCollector ruleCollector) {
        Set<Username> known = groupNames();
        Map<Username, String> taken = new HashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            Username discussion = channels.get(i).discussion();
            if (discussion != null) {
                exists(ruleCollector, discussion, known, "channels[" + i + "].discussion", "group");
                once(ruleCollector, taken, discussion, "channels[" + i + "]", "discussion");
            }
        }
    }

    private void checkPlaces(RuleCollector ruleCollector) {
        Set<Username> inChannels = channels.stream().map(ChannelSpec::username).collect(Collectors.toUnmodifiableSet());
        Set<Username> inGroups = groupNames();
        Set<Username> anywhere =
                Stream.of(inChannels, inGroups).flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet());
        for (int i = 0; i < bots.size(); i++) {
            List<BotSpec.Place> places = bots.get(i).chats();
            for (int j = 0; j < places.size(); j++) {
                BotSpec.Place place = places.get(j);
                String path = "bots[" + i + "].chats[" + j + "]";
                exists(ruleCollector, place.chat(), anywhere, path + ".chat", "channel or group");
                if (inChannels.contains(place.chat())) {
                    checkRightsInChannel(ruleCollector, place, path);
                } else if (inGroups.contains(place.chat())) {
                    checkRightsInGroup(ruleCollector, place, path);
                }
            }
        }
    }

    private static void checkRightsInChannel(RuleCollector ruleCollector, BotSpec.Place place, String path) {
        ruleCollector.that(
                !place.rights().isEmpty(),
                path + ".rights",
                "a bot can be in a channel as an administrator alone, so it needs rights there");
        place.rights().stream()
                .filter(right -> !right.existsInChannels())
                .forEach(right ->
                        ruleCollector.that(false, path + ".rights", right.written() + " exists in groups alone"));
    }

    private static void checkRightsInGroup(RuleCollector ruleCollector, BotSpec.Place place, String path) {
        place.rights().stream()
                .filter(right -> !right.existsInGroups())
                .forEach(right ->
                        ruleCollector.that(false, path + ".rights", right.written() + " exists in channels alone"));
    }

    private void checkModeration(RuleCollector ruleCollector) {
        Set<Username> known = groupNames();
        Map<Username, String> taken = new HashMap<>();
        for (int i = 0; i < moderation.size(); i++) {
            ModerationSpec messages = moderation.get(i);
            String path = "moderation[" + i + "]";
            exists(ruleCollector, messages.chat(), known, path + ".chat", "group");
            once(ruleCollector, taken, messages.chat(), path, "chat");
            ruleCollector.that(
                    population.size() > 0, path, "somebody has to write the messages: population.size must be above 0");
            for (int j = 0; j < messages.raids().size(); j++) {
                ruleCollector.that(
                        messages.raids().get(j).accounts() <= population.size(),
                        path + ".raids[" + j + "].accounts",
                        "the population has " + population.size() + " people, and no raid can have more");
            }
        }
    }

    private static void exists(
            RuleCollector ruleCollector, Username name, Set<Username> known, String path, String kind) {
        if (!known.contains(name)) {
            String hint = ruleCollector.isCrowded() ? "" : hint(name, known);
            ruleCollector.that(false, path, "there is no " + kind + " " + name + " in this world" + hint);
        }
    }

    private static String hint(Username name, Set<Username> known) {
        List<String> names = known.stream().map(Username::value).sorted().toList();
        return SpellingSuggestion.to(name.value(), names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private Set<Username> groupNames() {
        return groups.stream().map(GroupSpec::username).collect(Collectors.toUnmodifiableSet());
    }
}
