package dev.heatup.sandbox;

import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.world.BinaryCodec;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Tl;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The world's state in a file beside its log, from which a start goes on instead of from the log's beginning. Only a
 * shortcut: the log has a note of which file is its own, whole, and by this very code, and any other file is left alone,
 * as is one that can't be read or written. For the thread that owns the log.
 */
final class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String NOTE = "state";
    private static final String PREFIX = "sandbox.state.";
    private static final int BUFFER = 1 << 16;

    private final EventLog log;
    private final World world;
    private final Pace pace;
    private final Class<?> code;
    private long last;
    private @Nullable FutureTask<Tl.Obj> writing;

    /**
     * After how many events a state is worth its writing.
     *
     * @param running when the world is copied, and the copy written while it goes on
     * @param closing when it stands still for it
     */
    record Pace(int running, int closing) {
        static final Pace USUAL = new Pace(200_000, 20_000);
    }

    /** All that follows from the events up to {@code seq}. */
    record Content(
            long seq, Snapshots.SavedMoment moment, List<Snapshots.Saved> snapshots, Mailboxes.Saved mailboxes) {}

    /** @param code whose use of other classes leads to all that makes a state of events */
    Checkpoint(EventLog log, World world, Pace pace, Class<?> code) {
        this.log = log;
        this.world = world;
        this.pace = pace;
        this.code = code;
    }

    /** The latest, if there is one that may be used. */
    Optional<Content> read() {
        return log.folder().flatMap(folder -> noted().flatMap(note -> read(file(folder, note), note)));
    }

    /** The world goes on from a state of which somebody else took care. */
    void resume(long seq) {
        last = seq;
    }

    private Optional<Content> read(Path file, Tl.Obj note) {
        try {
            if (!note.text("made_by").equals(Optional.of(maker()))
                    || !note.text("digest").equals(Optional.of(digest(file)))) {
                return Optional.empty();
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
                Content content = BinaryCodec.read(Content.class, in);
                last = content.seq();
                return Optional.of(content);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("{} can't be read ({}); the log is read from its beginning", file, e.toString());
            return Optional.empty();
        }
    }

    /**
     * Begins to write when it is time to, and takes note of what was written meanwhile.
     *
     * @param copy of the present, which stays as it is
     */
    void look(long seq, Supplier<Content> copy, List<Runnable> afterCommit) {
        FutureTask<Tl.Obj> written = writing;
        if (written != null && written.isDone()) {
            note(written);
            // The next is begun later, so that none is there that is only half written.
            afterCommit.add(this::tidyUp);
        } else if (written == null && seq - last >= pace.running()) {
            begin(seq, copy)
                    .ifPresent(task ->
                            Thread.ofPlatform().daemon().name("sandbox-state").start(task));
        }
    }

    /** When the log is at its end; nobody changes what is {@code present} meanwhile. */
    void close(long seq, Supplier<Content> present) {
        FutureTask<Tl.Obj> written = writing;
        if (written != null) {
            note(written);
            log.commit();
        }
        if (seq - last >= pace.closing()) {
            begin(seq, present).ifPresent(task -> {
                task.run();
                note(task);
                log.commit();
            });
        }
        tidyUp();
    }

    private Optional<FutureTask<Tl.Obj>> begin(long seq, Supplier<Content> content) {
        last = seq;
        Optional<FutureTask<Tl.Obj>> task = log.folder().map(folder -> {
            Content all = content.get();
            return new FutureTask<>(() -> write(folder, all));
        });
        writing = task.orElse(null);
        return task;
    }

    /** The log's note of a file makes it the world's state, together with all that is committed with it. */
    private void note(FutureTask<Tl.Obj> written) {
        writing = null;
        try {
            log.note(NOTE, written.get());
        } catch (ExecutionException e) {
            LOG.warn("the world's state can't be stored ({}); a start will take longer", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Tl.Obj write(Path folder, Content content) throws IOException {
        Path file = folder.resolve(PREFIX + content.seq());
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                DigestOutputStream digesting =
                        new DigestOutputStream(Channels.newOutputStream(channel), ClassDigest.sha256());
                OutputStream out = new BufferedOutputStream(digesting, BUFFER)) {
            BinaryCodec.write(content, out);
            out.flush();
            channel.force(true);
            return Tl.object()
                    .with("seq", content.seq())
                    .with("made_by", maker())
                    .with(
                            "digest",
                            HexFormat.of()
                                    .formatHex(digesting.getMessageDigest().digest()))
                    .build();
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream digesting =
                        new DigestOutputStream(OutputStream.nullOutputStream(), ClassDigest.sha256())) {
            in.transferTo(digesting);
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }

    /** The code that makes a state of events, and what it acts upon. */
    private String maker() {
        return ClassDigest.of(world.basis(), code, log.getClass());
    }

    /** Earlier states go, and what others left behind. */
    private void tidyUp() {
        log.folder().ifPresent(folder -> noted().ifPresent(note -> deleteOthers(folder, file(folder, note))));
    }

    private static void deleteOthers(Path folder, Path own) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (!file.equals(own)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("an earlier state of the world can't be deleted ({}); delete it by hand", e.toString());
        }
    }

    private Optional<Tl.Obj> noted() {
        return Optional.ofNullable(log.notes(NOTE).get(NOTE));
    }

    private static Path file(Path folder, Tl.Obj note) {
        return folder.resolve(PREFIX + note.integer("seq").orElse(0L));
    }
}
