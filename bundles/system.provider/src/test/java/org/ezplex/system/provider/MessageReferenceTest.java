// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.ezplex.system.Message;
import org.ezplex.system.Severity;
import org.junit.jupiter.api.Test;

/**
 * The catalogue keeps its form, and {@code docs/messages.md} is what the catalogue says. To write the page anew:
 * {@code mvn test -pl bundles/system.provider -am -Dezplex.regenerate=true}.
 */
class MessageReferenceTest {
    private static final Pattern ID = Pattern.compile("[A-Z]{3,4}[0-9]{3,5}[A-Z]");

    private static List<Message> sorted() {
        return Arrays.stream(Message.values())
                .sorted(Comparator.comparing(Message::name))
                .toList();
    }

    private static String page() {
        StringBuilder page = new StringBuilder();
        page.append("# Messages\n\n");
        page.append(
                "Generated from the catalogue in `bundles/system.api` (`Message.java`); do not edit. To write it anew:\n");
        page.append("`mvn test -pl bundles/system.provider -am -Dezplex.regenerate=true`.\n\n");
        page.append(
                "Every message goes to the hardcopy log (`log/hardcopy.log` under the system's home); errors and those that\n");
        page.append(
                "want somebody to look also go to the program log. Inserts are shown as `...`. Identifiers that begin with EZX\n");
        page.append("are Ezplex's own; the others are those of the system it takes after, for the same event.\n");
        for (Message message : sorted()) {
            page.append("\n## ").append(message).append('\n');
            page.append('`').append(message.template().replace("%s", "...")).append("`\n\n");
            page.append("- Severity: ").append(severity(message.severity())).append('\n');
            page.append("- Explanation: ").append(message.explanation()).append('\n');
            page.append("- Response: ").append(message.response()).append('\n');
        }
        return page.toString();
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case INFORMATION -> "information";
            case EVENTUAL -> "somebody should look";
            case ERROR -> "error";
        };
    }

    @Test
    void thePageIsWhatTheCatalogueSays() throws Exception {
        Path file = Path.of(System.getProperty("basedir", "")).resolve("../../docs/messages.md");
        if (Boolean.getBoolean("ezplex.regenerate")) {
            Files.writeString(file, page());
        }
        assertThat(Files.readString(file))
                .as("run with -Dezplex.regenerate=true")
                .isEqualTo(page());
    }

    @Test
    void everyEntryIsWhole() {
        for (Message message : Message.values()) {
            assertThat(message.name()).matches(ID);
            assertThat(message.explanation()).as(message.name()).endsWith(".");
            assertThat(message.response()).as(message.name()).endsWith(".");
            assertThat(message.template()).as(message.name()).isNotBlank().doesNotContain("\n");
        }
    }

    /** It was named without a word of that, to whoever had just been told that the connections go on. */
    @Test
    void whatTheCommandOfALeftAddressCostsIsSaid() {
        assertThat(Message.EZX3003I.text("192.0.2.100", 3, "192.0.2.100/32"))
                .isEqualTo(
                        "DVIPA 192.0.2.100 STAYS ON lo FOR 3 CONNECTIONS. THE NEXT START OF THE SYSTEM TAKES IT AWAY WHEN THEY"
                                + " HAVE ENDED. THIS TAKES IT AWAY NOW AND CUTS THEM: ip address del 192.0.2.100/32 dev lo");
    }

    @Test
    void everyTemplateTakesInsertsOfAnyKind() {
        for (Message message : Message.values()) {
            Object[] inserts = new Object[20];
            Arrays.fill(inserts, "X");
            assertThat(message.text(inserts)).as(message.name()).isNotBlank();
        }
    }
}
