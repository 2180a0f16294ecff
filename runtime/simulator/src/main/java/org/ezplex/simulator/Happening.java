// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

/** What is done to a simulated sysplex: plain values, so that a failing run can be made smaller. */
sealed interface Happening {
    /** A system starts; nothing, if it runs or its host has no power. */
    record Start(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " is started";
        }
    }

    /** Its process ends without a word; its host's kernel goes on. */
    record Kill(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " is killed";
        }
    }

    /** Its host loses power. */
    record PowerOff(int system) implements Happening {
        @Override
        public String toString() {
            return "the host of " + Names.system(system) + " loses power";
        }
    }

    /** It is stopped in order: it gives away what it owns, then it leaves. */
    record Stop(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " is stopped in order";
        }
    }

    /** Its process is stopped by SIGSTOP, or by a long pause. */
    record Freeze(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " freezes";
        }
    }

    /** It goes on. */
    record Thaw(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " thaws";
        }
    }

    /** What one says does not reach the other any more; the other way it may. */
    record CutXcf(int from, int to) implements Happening {
        @Override
        public String toString() {
            return "XCF is cut from " + Names.system(from) + " to " + Names.system(to);
        }
    }

    /** Messages of XCF take up to so many milliseconds. */
    record SlowXcf(int most) implements Happening {
        @Override
        public String toString() {
            return "XCF takes up to " + most + " ms";
        }
    }

    /** The XCF network is whole again. */
    record MendXcf() implements Happening {
        @Override
        public String toString() {
            return "XCF is mended";
        }
    }

    /**
     * A host is cut from the LAN.
     *
     * @param system on it
     * @param part of the LAN it finds itself in; 0 is where the clients are
     * @param noticed whether its link goes down
     */
    record CutLan(int system, int part, boolean noticed) implements Happening {
        @Override
        public String toString() {
            return "the host of " + Names.system(system) + " is cut from the LAN, into part " + part
                    + (noticed ? "; its link goes down" : "");
        }
    }

    /** It is back on the LAN. */
    record JoinLan(int system) implements Happening {
        @Override
        public String toString() {
            return "the host of " + Names.system(system) + " is back on the LAN";
        }
    }

    /** TCP segments are lost, and doubled, with this chance. */
    record Loss(int percent) implements Happening {
        @Override
        public String toString() {
            return "the LAN loses " + percent + " % of the segments";
        }
    }

    /** VARY DEACTIVATE. */
    record Deactivate(int system, int dvipa) implements Happening {
        @Override
        public String toString() {
            return Names.dvipa(dvipa) + " is deactivated on " + Names.system(system);
        }
    }

    /** VARY REACTIVATE. */
    record Reactivate(int system, int dvipa) implements Happening {
        @Override
        public String toString() {
            return Names.dvipa(dvipa) + " is reactivated on " + Names.system(system);
        }
    }

    /** VARY OBEYFILE with VIPADELETE. */
    record Delete(int system, int dvipa) implements Happening {
        @Override
        public String toString() {
            return Names.dvipa(dvipa) + " is deleted from the profile of " + Names.system(system);
        }
    }

    /** VARY OBEYFILE with the profile as it was at the beginning. */
    record Define(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " has its first profile again";
        }
    }

    /** VARY LEAVEGROUP. */
    record Leave(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " is told to leave the group";
        }
    }

    /** VARY JOINGROUP. */
    record Join(int system) implements Happening {
        @Override
        public String toString() {
            return Names.system(system) + " is told to join the group";
        }
    }

    /** A server stops listening; its connections go on. */
    record StopServer(int system) implements Happening {
        @Override
        public String toString() {
            return "the server on " + Names.system(system) + " stops listening";
        }
    }

    /** It listens again. */
    record StartServer(int system) implements Happening {
        @Override
        public String toString() {
            return "the server on " + Names.system(system) + " listens again";
        }
    }

    /** A server closes its oldest connection. */
    record CloseOldest(int system) implements Happening {
        @Override
        public String toString() {
            return "the server on " + Names.system(system) + " closes its oldest connection";
        }
    }

    /**
     * A client connects.
     *
     * @param client its number
     * @param dvipa where to
     * @param pause milliseconds between an answer and the next request
     * @param life milliseconds after which it closes the connection
     */
    record Connect(int client, int dvipa, int pause, int life) implements Happening {
        @Override
        public String toString() {
            return "client " + Names.client(client) + " connects to " + Names.dvipa(dvipa) + ", asks every " + pause
                    + " ms, closes after " + life + " ms";
        }
    }

    /**
     * A client opens many connections, one after the other.
     *
     * @param client its number
     * @param dvipa where to
     * @param count how many
     * @param gap milliseconds between two of them
     * @param life milliseconds after which it closes each
     */
    record Crowd(int client, int dvipa, int count, int gap, int life) implements Happening {
        @Override
        public String toString() {
            return "client " + Names.client(client) + " connects to " + Names.dvipa(dvipa) + ", " + count
                    + " times, one every " + gap + " ms, asks every 5 ms, closes each after " + life + " ms";
        }
    }
}
