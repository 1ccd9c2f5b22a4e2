package dev.heatup.store;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** Why a database can't be had, in words for whoever starts the service: what is so, and what to check. Stateless. */
final class OpenFailure {

    private static final int MAX_CAUSES = 20;
    private static final String NO_RIGHT = "42501";

    private OpenFailure() {}

    /** Its message is the sentence. */
    abstract static class Told extends FlywayException {
        private static final long serialVersionUID = 1L;

        Told(String sentence) {
            super(sentence);
        }
    }

    /** Its history tells of migrations that came after ours. */
    static final class Newer extends Told {
        private static final long serialVersionUID = 1L;

        Newer(@Nullable MigrationVersion version) {
            super("it has version " + version + ", written by a newer version of Heat Up. Start that one;"
                    + " nothing was changed.");
        }
    }

    /** Its history is that of another program. */
    static final class NotOurs extends Told {
        private static final long serialVersionUID = 1L;

        NotOurs() {
            super("it holds tables of another program. Give Heat Up a database of its own; nothing was changed.");
        }
    }

    /** A standby, or a database or role that is set to it. */
    static final class ReadOnly extends Told {
        private static final long serialVersionUID = 1L;

        ReadOnly() {
            super("it takes no writes. Let DATABASE_URL name the primary server, and see that neither the database nor"
                    + " the role has default_transaction_read_only set.");
        }
    }

    /** The tables are there, and somebody else's. */
    static final class NoRights extends Told {
        private static final long serialVersionUID = 1L;

        NoRights(String tables) {
            super("its user may not read and write " + tables + ". Let that user own them, or GRANT SELECT, INSERT,"
                    + " UPDATE, DELETE on them; nothing was changed.");
        }
    }

    static String of(Exception failure) {
        if (failure instanceof Told) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof FlywayException flyway
                && flyway.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return String.valueOf(new NotOurs().getMessage());
        }
        Optional<SQLException> sql = causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((_, deepest) -> deepest);
        String said = firstLine(sql.map(Throwable.class::cast).orElse(failure));
        boolean isUnknownHost = causes(failure).anyMatch(UnknownHostException.class::isInstance);
        return (isUnknownHost ? "nobody knows its host" : said) + ". "
                + sql.map(SQLException::getSQLState).map(OpenFailure::check).orElse("Check that it is Heat Up's own.");
    }

    /** @param state as the SQL standard and PostgreSQL's manual have them: a class of two characters, and three more */
    private static String check(String state) {
        if (state.equals(NO_RIGHT)) {
            return "Let its user make tables there: GRANT CREATE ON SCHEMA public.";
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08" -> "Check host and port in DATABASE_URL, and that PostgreSQL runs there.";
            case "28" -> "Check user and password in DATABASE_URL.";
            case "3D" -> "Make that database, or correct its name in DATABASE_URL.";
            default -> "Check that it takes connections, and that it is Heat Up's own.";
        };
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        String line =
                message == null ? "" : message.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? failure.getClass().getSimpleName() : line.replaceAll("[.]+$", "");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
