// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\n} ",
                "{\":configurator:version\":\"1\",\"a\":{}}",
                "{\"a\":{\"b\":1,\"c\":-0.5e+3,\"d\":true,\"e\":false,\"f\":\"\\u00e9\\n\\\\\",\"g\":[],\"h\":[1,2],\"i\":{\"j\":[{}]}}}",
                "{\"a\":{\"url\":\"file://x/*y*/\"}}"
            })
    void whatIsRightIsLeftAsItIs(String text) throws Exception {
        assertThat(ConfigurationText.of(text).plain()).isEqualTo(text);
    }

    @Test
    void aPidIsEachNameThatIsNotTheConfigurators() throws Exception {
        assertThat(ConfigurationText.of("{\":configurator:version\":\"1\",\"b\":{},\"a\":{\"c\":1}}")
                        .pids())
                .containsExactly("b", "a");
    }

    @Test
    void commentsBecomeBlanksAndEveryNullAnEmptyList() throws Exception {
        assertThat(ConfigurationText.of("// {\n{/*\n*/\"a\":{\"b\":null,\"c\":[null]}} // end")
                        .plain())
                .isEqualTo("    \n{  \n  \"a\":{\"b\":[]  ,\"c\":[[]  ]}}       ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "``                    | line 1 column 1: { is expected",
                "`[]`                  | line 1 column 1: { is expected",
                "`{`                   | line 1 column 2: a name in quotes is expected",
                "`{\"a\":{`            | line 1 column 7: a name in quotes is expected",
                "`{\"a\":{}`           | line 1 column 1: the } that belongs to this { is missing",
                "`{\"a\":{}}}`         | line 1 column 9: the file should end after its last }",
                "`{\"a\":{},}`         | line 1 column 9: a name in quotes is expected",
                "`{a:{}}`              | line 1 column 2: a name in quotes is expected",
                "`{\"a\" {}}`          | line 1 column 6: : is expected after \"a\"",
                "`{\"a\":7}`           | line 1 column 6: { is expected, the settings of \"a\"",
                "`{\"a\":null}`        | line 1 column 6: { is expected, the settings of \"a\"",
                "`{\"a\":{},\"a\":{}}` | line 1 column 9: a is there twice",
                "`{\"a\":{\"b\":1,\"B:Long\":2}}`  | line 1 column 13: B:Long is there twice",
                "`{\"a\":{\"b\":eth0}}`    | line 1 column 11: eth0 is no value; a text needs quotes",
                "`{\"a\":{\"b\":nullx}}`   | line 1 column 11: nullx is no value; a text needs quotes",
                "`{\"a\":{\"b\":}}`        | line 1 column 11: a value is expected",
                "`{\"a\":{\"b\":01}}`      | line 1 column 12: a comma or } is expected",
                "`{\"a\":{\"b\":1 \"c\":2}}` | line 1 column 13: a comma or } is expected",
                "`{\"a\":{\"b\":[1 2]}}`   | line 1 column 14: a comma or ] is expected",
                "`{\"a\":{\"b\":[1`        | line 1 column 11: the ] that belongs to this [ is missing",
                "`{\"a\":{\"b\":\"x}}`     | line 1 column 11: this text does not end on its line, or has a \\ that stands for nothing",
                "`{\"a\":{\"b\":\"\\x\"}}` | line 1 column 11: this text does not end on its line, or has a \\ that stands for nothing",
                "`{ /* `                   | line 1 column 3: the comment does not end"
            })
    void whatIsWrongIsToldWithItsPlace(String text, String wrong) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> ConfigurationText.of(text))
                .withMessage(wrong);
    }

    @Test
    void linesAreCounted() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> ConfigurationText.of("{\n  // comment\n  \"a\": {\n    \"b\": x\n"))
                .withMessageStartingWith("line 4 column 10:");
    }

    @Test
    void depthHasAnEnd() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> ConfigurationText.of("{\"a\":{\"b\":" + "[".repeat(100_000)))
                .withMessageContaining("too deep");
    }

    @Test
    void aLongTextIsRead() throws Exception {
        String text = "{\"a\":{\"b\":\"" + "x".repeat(1_000_000) + "\"}}";
        assertThat(ConfigurationText.of(text).plain()).isEqualTo(text);
    }
}
