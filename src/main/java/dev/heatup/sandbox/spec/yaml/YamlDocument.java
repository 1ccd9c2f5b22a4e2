package dev.heatup.sandbox.spec.yaml;

import dev.heatup.text.OneLine;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as a tree with the place of every value, and nothing that grows or does anything: no tags, no anchors, a bounded
 * size, depth and number of values, all of them known before a tree is composed. No object is ever made of it.
 */
final class YamlDocument {

    /** Room for a world of the greatest length once it was written out again. */
    static final int MAX_LENGTH = 4 * WorldFiles.MAX_BYTES;

    /** Names, values, lists and groups of fields; a hundred bytes each while they are read. */
    static final int MAX_NODES = 200_000;

    /** What was left to its default is written out too, and that is less than so many in any world. */
    static final int MAX_DEFAULTS = 100_000;

    /** A world needs six. */
    private static final int MAX_DEPTH = 16;

    private static final int QUOTED = 120;

    /** Of YAML's own types only the absence of a value is asked for. */
    private static final Resolver NULLS = new Resolver() {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    };

    private YamlDocument() {}

    /**
     * Empty when {@code problems} say why.
     *
     * @param maxNodes how many names and values it may have
     */
    static Optional<MappingNode> read(String text, int maxNodes, ProblemCollector problemCollector) {
        Mark beginning = new Mark("", 0, 0, 0, new int[0], 0);
        if (text.length() > MAX_LENGTH) {
            problemCollector.add(beginning, "", WorldFiles.TOO_LONG);
            return Optional.empty();
        }
        try {
            return isPlain(parser(text), maxNodes, problemCollector)
                    ? mapping(new Composer(parser(text), NULLS, options()).getSingleNode(), beginning, problemCollector)
                    : Optional.empty();
        } catch (MarkedYAMLException e) {
            Mark at = e.getProblemMark() == null ? beginning : e.getProblemMark();
            problemCollector.add(at, "", "this is not YAML: " + OneLine.of(String.valueOf(e.getProblem()), QUOTED));
        } catch (ReaderException e) {
            problemCollector.add(
                    markAt(text, e.getPosition()), "", "there is a character here that YAML does not allow");
        } catch (YAMLException e) {
            problemCollector.add(
                    beginning, "", "this is not YAML: " + OneLine.of(String.valueOf(e.getMessage()), QUOTED));
        }
        return Optional.empty();
    }

    private static Optional<MappingNode> mapping(Node root, Mark beginning, ProblemCollector problemCollector) {
        if (root instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        Mark at = root == null ? beginning : root.getStartMark();
        problemCollector.add(at, "", "a world consists of fields; the first is its name, like name: my-world");
        return Optional.empty();
    }

    private static Parser parser(String text) {
        return new ParserImpl(new CodePoints(text), options());
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(0);
        return options;
    }

    /** Looks at the events of the first document alone, before anything is put together. */
    private static boolean isPlain(Parser parser, int maxNodes, ProblemCollector problemCollector) {
        int depth = 0;
        int nodes = 0;
        for (Event event = parser.getEvent(); !(event instanceof DocumentEndEvent); event = parser.getEvent()) {
            if (event instanceof StreamEndEvent || problemCollector.isFull()) {
                break;
            }
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                problemCollector.add(event.getStartMark(), "", "fields are nested too deeply");
                return false;
            }
            if (event instanceof NodeEvent node) {
                if (++nodes > maxNodes) {
                    problemCollector.add(
                            event.getStartMark(), "", "a world file has at most " + maxNodes + " names and values");
                    return false;
                }
                if (node instanceof AliasEvent || node.getAnchor() != null) {
                    problemCollector.add(
                            event.getStartMark(), "", "anchors and aliases (& and *) are not allowed; quote a text");
                }
            }
            if (hasTag(event)) {
                problemCollector.add(event.getStartMark(), "", "tags (!) are not allowed; quote a text that begins so");
            }
        }
        return problemCollector.isEmpty();
    }

    private static boolean hasTag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag() != null;
            case CollectionStartEvent collection -> collection.getTag() != null;
            default -> false;
        };
    }

    /** The reader counts code points from the beginning. */
    private static Mark markAt(String text, int position) {
        int[] before = text.codePoints().limit(position).toArray();
        int line = 0;
        int column = 0;
        for (int c : before) {
            column = c == '\n' ? 0 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        return new Mark("", position, line, column, new int[0], 0);
    }
}
