package dev.heatup.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

    @Test
    void readsTheFormThatHostsHandOut() {
        assertThat(DatabaseSettings.parse("postgres://me:p%40ss+%2F@db.test:5433/heatup?sslmode=require"))
                .contains(new DatabaseSettings(
                        "jdbc:postgresql://db.test:5433/heatup?sslmode=require", "me", new Secret("p@ss+/")));
        assertThat(DatabaseSettings.parse("postgresql://db/heatup"))
                .contains(new DatabaseSettings("jdbc:postgresql://db/heatup", null, null));
        assertThat(DatabaseSettings.parse("postgres://me@db/heatup"))
                .contains(new DatabaseSettings("jdbc:postgresql://db/heatup", "me", null));
    }

    @Test
    void readsJdbcsForm() {
        assertThat(DatabaseSettings.parse("jdbc:postgresql://a:1,b:2/heatup?user=me&password=p%26w&ssl=true"))
                .contains(new DatabaseSettings("jdbc:postgresql://a:1,b:2/heatup?ssl=true", "me", new Secret("p&w")));
        assertThat(DatabaseSettings.parse("jdbc:postgresql://[::1]:5432/heatup"))
                .contains(new DatabaseSettings("jdbc:postgresql://[::1]:5432/heatup", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/heatup",
                "jdbc:postgresql:heatup",
                "jdbc:postgresql://me:pw@db/heatup",
                "postgres://db",
                "postgres:///heatup",
                "postgres://me:p@ss@db/heatup",
                "postgres://me:%zz@db/heatup",
                "sqlite:heatup.db"
            })
    void refusesEverythingElse(String url) {
        assertThat(DatabaseSettings.parse(url)).isEmpty();
    }

    @Test
    void passwordAndParametersNeverShow() {
        assertThat(DatabaseSettings.parse("postgres://me:hidden@db/heatup?sslpassword=hidden")
                        .orElseThrow())
                .hasToString("jdbc:postgresql://db/heatup");
    }
}
