package dev.heatup.sandbox.spec.yaml;

import dev.heatup.sandbox.spec.WorldSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Worlds as YAML, {@code docs/worlds.md} field by field. Stateless. */
public final class WorldFiles {

    /** Of a file, or of what comes in its place. */
    public static final int MAX_BYTES = 4 << 20;

    static final String TOO_LONG = "a world file has at most 4 MiB";

    private WorldFiles() {}

    /** A file of at most {@link #MAX_BYTES} of UTF-8; a corpus that it names lies beside it. */
    public static WorldFile read(Path file) {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return invalid("there is no such file");
        } catch (IOException e) {
            return invalid("the file can't be read");
        }
        return parse(bytes, CorpusSource.beside(file));
    }

    /** What somebody gives: at most {@link #MAX_BYTES} of UTF-8. */
    public static WorldFile parse(byte[] file, CorpusSource source) {
        if (file.length > MAX_BYTES) {
            return invalid(TOO_LONG);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return parse(text, source);
        } catch (CharacterCodingException e) {
            return invalid("the file is not UTF-8");
        }
    }

    public static WorldFile parse(String text, CorpusSource source) {
        return parse(text, YamlDocument.MAX_NODES, source);
    }

    /** What {@link #write} wrote, which has more names and values than what was given. */
    public static WorldFile written(String text) {
        return parse(text, YamlDocument.MAX_NODES + YamlDocument.MAX_DEFAULTS, CorpusSource.none());
    }

    private static WorldFile parse(String text, int maxNodes, CorpusSource source) {
        ProblemCollector problemCollector = new ProblemCollector();
        MappingNode root = YamlDocument.read(text, maxNodes, problemCollector).orElse(null);
        if (root == null) {
            return new WorldFile.Invalid(problemCollector.inOrder());
        }
        WorldParser parser = new WorldParser(source);
        WorldSpec world = parser.world(new YamlFields(root, "", problemCollector));
        return world == null
                ? new WorldFile.Invalid(problemCollector.inOrder())
                : new WorldFile.Read(world, parser.corpora());
    }

    /** With what was left to its default written out; reading it gives an equal world. */
    public static String write(WorldSpec world) {
        return WorldWriter.write(world);
    }

    private static WorldFile invalid(String message) {
        return new WorldFile.Invalid(List.of(WorldProblem.ofFile(message)));
    }
}
