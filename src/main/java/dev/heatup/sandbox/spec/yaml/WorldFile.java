package dev.heatup.sandbox.spec.yaml;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What reading a world file gives. */
public sealed interface WorldFile {

    /**
     * A world that keeps all rules.
     *
     * @param corpora the labelled messages that it names or has, by what it writes of them
     */
    record Read(WorldSpec world, Map<String, Corpus> corpora) implements WorldFile {
        public Read {
            corpora = Map.copyOf(corpora);
        }

        /** Where the messages come from, by group. */
        public Map<Username, Corpus> corporaByGroup() {
            return world.moderation().stream().collect(Collectors.toMap(ModerationSpec::chat, this::corpus));
        }

        /** Where the messages for a group come from: its file, or the templates. */
        public Corpus corpus(ModerationSpec messages) {
            String name = messages.corpus();
            Corpus own = name == null ? null : corpora.get(name);
            return own == null ? Corpus.templates() : own;
        }
    }

    /** All problems at once, in the order of the file; never empty. */
    record Invalid(List<WorldProblem> problems) implements WorldFile {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
