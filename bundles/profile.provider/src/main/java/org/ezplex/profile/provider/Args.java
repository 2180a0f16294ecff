// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.system.Message;

/** Reads the arguments of a statement one after the other; what is not as expected leaves the statement. */
final class Args {
    private static final Pattern NAME = Pattern.compile("[A-Z@#$][A-Z0-9@#$_]{0,15}");

    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0{1,2}(?=[0-9])");

    private final List<Token> tokens;
    private int at;

    Args(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The word after the next one. */
    Token second() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    /** The next word; the end again and again. */
    Token next() {
        Token token = tokens.get(at);
        if (!token.end()) {
            at++;
        }
        return token;
    }

    /** The place of the next word, for {@link #reset}. */
    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    /** Whether {@code keyword} comes, be it later. */
    boolean ahead(Keyword keyword) {
        return tokens.subList(at, tokens.size()).stream().anyMatch(token -> token.is(keyword));
    }

    /** What is left up to {@code last}, which comes, to be read apart; this goes on behind it. */
    Args take(Keyword last) {
        List<Token> taken = new ArrayList<>();
        do {
            taken.add(next());
        } while (!previous().is(last));
        taken.add(tokens.get(tokens.size() - 1));
        return new Args(taken);
    }

    /** Leaves nothing. */
    void skipAll() {
        at = tokens.size() - 1;
    }

    /** The word taken last. */
    Token previous() {
        return tokens.get(Math.max(at - 1, 0));
    }

    boolean nextIs(Keyword keyword) {
        return peek().is(keyword);
    }

    /** Takes the next word if it is {@code keyword}. */
    boolean accept(Keyword keyword) {
        boolean is = nextIs(keyword);
        if (is) {
            at++;
        }
        return is;
    }

    /** Takes the next word, which must be one of {@code keywords}. */
    Keyword oneOf(Keyword... keywords) {
        for (Keyword keyword : keywords) {
            if (accept(keyword)) {
                return keyword;
            }
        }
        String expected = String.join(
                " OR ", Arrays.stream(keywords).map(Keyword::toString).toList());
        throw unexpected(peek(), expected, Arrays.asList(keywords));
    }

    int number(int least, int most) {
        Token token = peek();
        String range = "A NUMBER FROM " + least + " TO " + most;
        if (!token.numeric()) {
            throw unexpected(token, range, List.of());
        }
        at++;
        long value = token.text().length() > 9 ? Long.MAX_VALUE : Long.parseLong(token.text());
        if (value < least || value > most) {
            throw StatementError.rejected(Message.EZX1004E, token, range);
        }
        return (int) value;
    }

    /** A number if the next word is one, else {@code otherwise}. */
    int optionalNumber(int least, int most, int otherwise) {
        return peek().numeric() ? number(least, most) : otherwise;
    }

    /** Whether {@code token} could be the name of an interface: 1 to 16 letters, digits and national characters, no digit first. */
    static boolean isName(Token token) {
        return NAME.matcher(token.text()).matches();
    }

    /** The name of something; never a number or an address. */
    String name(String what, int longest) {
        Token token = peek();
        if (token.end()
                || token.text().length() > longest
                || parseAddress(token.text()).isPresent()) {
            throw unexpected(token, what + " OF AT MOST " + longest + " CHARACTERS", List.of());
        }
        at++;
        return token.text();
    }

    IpAddress address(String what) {
        Token token = peek();
        IpAddress address = parseAddress(token.text()).orElseThrow(() -> unexpected(token, what, List.of()));
        at++;
        return address;
    }

    IpAddress ipv4(String what) {
        Token token = peek();
        IpAddress address = address(what);
        if (!address.isV4()) {
            throw StatementError.rejected(Message.EZX1025E, token);
        }
        return address;
    }

    /** An address with an optional {@code /length}; without it the whole address. */
    IpPrefix prefix(String what) {
        Token token = peek();
        Optional<IpPrefix> prefix = parsePrefix(token.text());
        if (prefix.isEmpty()) {
            throw unexpected(token, what, List.of());
        }
        at++;
        return prefix.get();
    }

    /** An address; leading zeros of decimal numbers, which manuals have, are dropped. */
    static Optional<IpAddress> parseAddress(String text) {
        boolean v4 = text.indexOf(':') < 0 && text.indexOf('.') > 0;
        return IpAddress.parse(v4 ? LEADING_ZEROS.matcher(text).replaceAll("") : text);
    }

    static Optional<IpPrefix> parsePrefix(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = parseAddress(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().bits();
        String digits = text.substring(slash + 1);
        if (slash < 0) {
            return Optional.of(new IpPrefix(address.get(), bits));
        }
        boolean number =
                !digits.isEmpty() && digits.length() < 4 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && Integer.parseInt(digits) <= bits
                ? Optional.of(new IpPrefix(address.get(), Integer.parseInt(digits)))
                : Optional.empty();
    }

    /** Something else than {@code expected}, which the nearest of {@code candidates} may have been meant for. */
    static StatementError unexpected(Token token, String expected, Collection<Keyword> candidates) {
        String hint = Suggestion.text(token.text(), candidates);
        if (hint.isEmpty() && token.text().indexOf(',') >= 0) {
            hint = " (BLANKS, NOT COMMAS, SEPARATE ARGUMENTS)";
        }
        return StatementError.syntax(Message.EZX1003E, token, expected, hint);
    }
}
