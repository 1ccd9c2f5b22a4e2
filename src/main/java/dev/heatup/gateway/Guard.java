package dev.heatup.gateway;

import dev.heatup.gateway.GuardVerdict.Production;
import dev.heatup.gateway.GuardVerdict.Test;
import dev.heatup.gateway.GuardVerdict.Unverified;
import dev.heatup.gateway.NetworkAddresses.Place;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Call.InvokeRaw;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.text.OneLine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what network a gateway stands before, by its own {@code help.getConfig}
 * (<a href="https://core.telegram.org/constructor/config">config</a>). It remembers nothing: each check asks anew, and
 * who latches on {@link Production} is the caller. It prevents accidents; a gateway that lies it can't find out.
 * Thread-safe.
 */
public final class Guard {

    /** The method that a check calls. */
    public static final String QUESTION = "help.getConfig";

    private static final String CONFIG = "config";

    private static final String DOMAIN = "dc_txt_domain_name";

    /** What Telegram's test network and the sandbox answer as {@link #DOMAIN}; the public network says {@code apv3.stel.com}. */
    private static final Set<String> TEST_DOMAINS = Set.of("tapv3.stel.com", "sandbox.test");

    private static final int QUOTED = 45;

    private final Gateway gateway;

    public Guard(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Asks through the gateway. An error of the network, a flood wait for instance, says nothing about which network it
     * is: it is {@link Unverified} as silence is, for {@link Production} would latch until a person comes.
     *
     * @param patience for all of it
     */
    public GuardVerdict check(Caller caller, Duration patience) {
        Call question = new InvokeRaw(QUESTION, Tl.object().build(), null);
        return switch (gateway.call(caller, question, patience)) {
            case Reply.Done(Tl result) -> judge(result);
            case Reply.Failed failed ->
                new Unverified(
                        "help.getConfig answered " + failed.code() + " " + OneLine.of(failed.name(), QUOTED),
                        cause(question, failed));
            case Reply.NotSent(String why) -> new Unverified("help.getConfig could not be sent: " + why);
            case Reply.Shut _ -> new Unverified("help.getConfig is not sent while the gateway fails for everybody");
            case Reply.Unknown(String why) -> new Unverified("help.getConfig had no readable answer: " + why);
        };
    }

    private static GuardVerdict.Cause cause(Call question, Reply.Failed failed) {
        return switch (GatewayErrors.meaning(question.method(), failed)) {
            case ErrorMeaning.Wait(Duration length) -> new GuardVerdict.FloodWait(length);
            case ErrorMeaning.Restriction _ -> new GuardVerdict.Restricted(failed.name());
            case ErrorMeaning.Success _, ErrorMeaning.Transient _, ErrorMeaning.Permanent _ ->
                new GuardVerdict.NoAnswer();
        };
    }

    /** Judges an answer to {@code help.getConfig}: {@link Test}, or {@link Production} with the first reason found. */
    public static GuardVerdict judge(Tl result) {
        if (!(result instanceof Tl.Obj config) || !config.name().equals(CONFIG)) {
            return new Production("the answer to help.getConfig is no config");
        }
        if (!config.bool("test_mode").orElse(false)) {
            return new Production("test_mode is not true");
        }
        return foreignDomain(config)
                .or(() -> unknownCentre(config))
                .or(() -> foreignAddress(config.list("dc_options")))
                .<GuardVerdict>map(Production::new)
                .orElseGet(Test::new);
    }

    /** Compared as it is: whoever writes it otherwise, or as something that is no text, is no network we know. */
    private static Optional<String> foreignDomain(Tl.Obj config) {
        return config.get(DOMAIN)
                .filter(given -> !(given instanceof Tl.Text(String name) && TEST_DOMAINS.contains(name)))
                .map(_ -> DOMAIN + " is not a test network's");
    }

    private static Optional<String> unknownCentre(Tl.Obj config) {
        List<Tl> options = config.list("dc_options");
        if (options.isEmpty()) {
            return Optional.of("dc_options is empty");
        }
        Optional<Long> here = config.integer("this_dc");
        boolean listed = here.isPresent()
                && options.stream()
                        .anyMatch(option -> option instanceof Tl.Obj centre
                                && centre.integer("id").equals(here));
        return listed ? Optional.empty() : Optional.of("dc_options has no entry for this_dc");
    }

    private static Optional<String> foreignAddress(List<Tl> options) {
        Set<Place> places = EnumSet.noneOf(Place.class);
        for (Tl option : options) {
            String text =
                    option instanceof Tl.Obj centre ? centre.text("ip_address").orElse("") : "";
            Optional<Place> place = IpAddress.parse(text).flatMap(NetworkAddresses::place);
            if (place.isEmpty()) {
                return Optional.of("dc_options lists '" + OneLine.of(text, QUOTED)
                        + "', which is no published test address and no local one");
            }
            places.add(place.get());
        }
        return places.size() == 1
                ? Optional.empty()
                : Optional.of("dc_options mixes published test addresses with local ones");
    }
}
