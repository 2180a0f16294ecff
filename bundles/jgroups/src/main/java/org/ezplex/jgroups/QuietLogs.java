// SPDX-License-Identifier: Apache-2.0
package org.ezplex.jgroups;

import java.util.Locale;
import org.jgroups.logging.CustomLogFactory;
import org.jgroups.logging.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JGroups' loggers on slf4j, a step quieter: it warns of what this product expects and deals with (members that come and go,
 * socket buffers, packets of the old membership), so only its errors are warnings here, each kind once a minute at most. Here and not in
 * the bundle that uses JGroups, as JGroups' classes keep their first logger for ever. Safe for any thread.
 */
public final class QuietLogs implements CustomLogFactory {
    private final Minutely errors = new Minutely();

    @Override
    public Log getLog(Class<?> type) {
        return getLog(type.getName());
    }

    @Override
    public Log getLog(String category) {
        return new Quiet(LoggerFactory.getLogger(category), errors);
    }

    private static String text(String format, Object[] inserts) {
        return String.format(Locale.ROOT, format, inserts);
    }

    /** One logger. */
    private record Quiet(Logger logger, Minutely errors) implements Log {
        @Override
        public boolean isFatalEnabled() {
            return logger.isWarnEnabled();
        }

        @Override
        public boolean isErrorEnabled() {
            return logger.isWarnEnabled();
        }

        @Override
        public boolean isWarnEnabled() {
            return logger.isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return logger.isDebugEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return logger.isDebugEnabled();
        }

        @Override
        public boolean isTraceEnabled() {
            return logger.isTraceEnabled();
        }

        @Override
        public void fatal(String text) {
            error(text);
        }

        @Override
        public void fatal(String format, Object... inserts) {
            error(format, inserts);
        }

        @Override
        public void fatal(String text, Throwable cause) {
            error(text, cause);
        }

        @Override
        public void error(String text) {
            if (errors.allow(logger.getName())) {
                logger.warn(text);
            }
        }

        @Override
        public void error(String format, Object... inserts) {
            if (errors.allow(format)) {
                logger.warn(text(format, inserts));
            }
        }

        @Override
        public void error(String text, Throwable cause) {
            if (errors.allow(logger.getName())) {
                logger.warn(text, cause);
            }
        }

        @Override
        public void warn(String text) {
            logger.debug(text);
        }

        @Override
        public void warn(String format, Object... inserts) {
            debug(format, inserts);
        }

        @Override
        public void warn(String text, Throwable cause) {
            logger.debug(text, cause);
        }

        @Override
        public void info(String text) {
            logger.debug(text);
        }

        @Override
        public void info(String format, Object... inserts) {
            debug(format, inserts);
        }

        @Override
        public void debug(String text) {
            logger.debug(text);
        }

        @Override
        public void debug(String format, Object... inserts) {
            if (logger.isDebugEnabled()) {
                logger.debug(text(format, inserts));
            }
        }

        @Override
        public void debug(String text, Throwable cause) {
            logger.debug(text, cause);
        }

        @Override
        public void trace(Object object) {
            logger.trace("{}", object);
        }

        @Override
        public void trace(String text) {
            logger.trace(text);
        }

        @Override
        public void trace(String format, Object... inserts) {
            if (logger.isTraceEnabled()) {
                logger.trace(text(format, inserts));
            }
        }

        @Override
        public void trace(String text, Throwable cause) {
            logger.trace(text, cause);
        }

        @Override
        public void setLevel(String level) {
            // Levels are the logging configuration's, not JGroups'.
        }

        @Override
        public String getLevel() {
            return logger.isTraceEnabled() ? "trace" : logger.isDebugEnabled() ? "debug" : "warn";
        }
    }
}
