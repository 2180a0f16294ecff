// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;

class LexerTest {
    private final Diagnostics diagnostics = new Diagnostics("F");
    private final Lexer lexer = new Lexer(
            "F", new Symbols(Map.of("SYSNAME", "SYS1", "SYSCLONE", "01", "TWO", "A B", "LONG", "ABCDEF")), diagnostics);

    private List<Token> words(String line) {
        return lexer.words(line, 7, 0);
    }

    private List<String> texts(String line) {
        return words(line).stream().map(Token::text).toList();
    }

    private List<Message> messages() {
        return diagnostics.entries().stream().map(e -> e.diagnostic().message()).toList();
    }

    @Test
    void blanksTabsAndNoBreakSpacesSeparateWords() {
        assertThat(texts("  a\tb\u00a0c \u3000 d  ")).containsExactly("A", "B", "C", "D");
    }

    @Test
    void lowerCaseIsFoldedAndTheWrittenFormKept() {
        Token word = words("VipaDynamic").get(0);
        assertThat(word.text()).isEqualTo("VIPADYNAMIC");
        assertThat(word.raw()).isEqualTo("VipaDynamic");
    }

    @Test
    void foldingKeepsLengths() {
        assertThat(texts("stra\u00dfe")).containsExactly("STRA\u00dfE");
    }

    @Test
    void wordsKnowLineAndColumn() {
        assertThat(words("  AB   CD")).extracting(Token::line).containsExactly(7, 7);
        assertThat(words("  AB   CD")).extracting(Token::column).containsExactly(3, 8);
    }

    @Test
    void semicolonBeginsAComment() {
        assertThat(texts("A B ; C D")).containsExactly("A", "B");
        assertThat(texts("; C D")).isEmpty();
        assertThat(messages()).isEmpty();
    }

    @Test
    void semicolonWithoutABlankIsTakenAsACommentAndMentioned() {
        assertThat(texts("A B;C D")).containsExactly("A", "B");
        assertThat(messages()).containsExactly(Message.EZX1009E);
        assertThat(diagnostics.entries().get(0).diagnostic().column()).isEqualTo(4);
    }

    @Test
    void sequenceNumberColumnsAreNotSpecial() {
        String line = " ".repeat(72) + "12345678";
        assertThat(words(line).get(0).column()).isEqualTo(73);
    }

    @Test
    void symbolsAreSubstituted() {
        assertThat(texts("&SYSNAME. X&SYSCLONE.Y &sysname")).containsExactly("SYS1", "X01Y", "SYS1");
    }

    @Test
    void periodAfterASymbolIsItsEndAndASecondOneStays() {
        assertThat(texts("10.1.1.&SYSCLONE. 10.&SYSCLONE..2.3")).containsExactly("10.1.1.01", "10.01.2.3");
    }

    @Test
    void substringOfASymbol() {
        assertThat(texts("&LONG(1:2). &LONG(5:2) X&LONG(2:3).Y")).containsExactly("AB", "EF", "XBCDY");
    }

    @Test
    void substringOutOfRangeIsNotASymbol() {
        assertThat(texts("&LONG(5:3).")).containsExactly("&LONG(5:3).");
        assertThat(messages()).containsExactly(Message.EZX1008E);
    }

    @Test
    void unknownSymbolIsLeftAndReported() {
        assertThat(texts("A &NOSUCH. B")).containsExactly("A", "&NOSUCH.", "B");
        assertThat(messages()).containsExactly(Message.EZX1008E);
        assertThat(diagnostics.entries().get(0).diagnostic().token()).isEqualTo("&NOSUCH.");
    }

    @Test
    void symbolsInCommentsAreNotLookedAt() {
        assertThat(texts("A ; &NOSUCH.")).containsExactly("A");
        assertThat(messages()).isEmpty();
    }

    @Test
    void valueWithABlankIsTwoWordsAtThePlaceOfTheSymbol() {
        assertThat(words("X &TWO. Y")).extracting(Token::column).containsExactly(1, 3, 3, 9);
    }

    @Test
    void ampersandAloneIsText() {
        assertThat(texts("A & B")).containsExactly("A", "&", "B");
    }

    @Test
    void quotedStringIsOneWord() {
        assertThat(texts("PARMSTRING \"a ; b\" X")).containsExactly("PARMSTRING", "\"A ; B\"", "X");
    }

    @Test
    void quoteThatIsNotClosedIsText() {
        assertThat(texts("\"a b")).containsExactly("\"A", "B");
    }

    @Test
    void veryLongLineIsNotRead() {
        assertThat(words("A".repeat(Lexer.LONGEST_LINE + 1))).isEmpty();
        assertThat(messages()).containsExactly(Message.EZX1012E);
    }

    @Test
    void messagesShowNothingATerminalActsOn() {
        Token word = words("X\u202eY\uD83D\uDE00").get(0);
        assertThat(word.shown()).isEqualTo("X.Y.");
        assertThat(Token.safe("A".repeat(100))).hasSize(67);
    }

    @Test
    void textThatIsNotUtf8IsIso8859() {
        assertThat(FileSources.text(new byte[] {'A', (byte) 0xE4})).isEqualTo("A\u00e4");
        assertThat(FileSources.text(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'A'}))
                .isEqualTo("A");
    }
}
