package dev.heatup.app;

import dev.heatup.cli.ExitCode;
import dev.heatup.cli.Launcher;
import dev.heatup.cli.Main;
import dev.heatup.cli.Surroundings;
import dev.heatup.gateway.Verdict;
import dev.heatup.settings.Settings;
import java.net.URI;

/** The program's entry: gives the commands the service that they start. */
public final class Launch implements Launcher {

    private Launch() {}

    public static void main(String[] arguments) {
        int code = new Main(new Launch(), Surroundings.ofProcess()).run(arguments);
        if (code != ExitCode.SERVING) {
            System.exit(code);
        }
    }

    @Override
    public Running start(Settings settings) {
        throw new UnsupportedOperationException("this version has no service yet");
    }

    @Override
    public Running sandbox(Settings settings, int port) {
        throw new UnsupportedOperationException("this version has no sandbox yet");
    }

    @Override
    public Verdict verdict(URI gateway) {
        return new Verdict.Unverified("this version has no guard yet");
    }
}
