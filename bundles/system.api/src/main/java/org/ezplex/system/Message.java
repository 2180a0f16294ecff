// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import java.util.Locale;

/**
 * The catalogue of messages to the operator. Identifiers of z/OS Communications Server where one is known (EZZ..., EZD...,
 * IXC...); EZX... are Ezplex's own. {@code docs/messages.md} is generated from this enum.
 */
public enum Message {
    EZX1000I(
            Severity.INFORMATION,
            "PROFILE %s IS IN FORCE: %s DYNAMIC VIPAS, %s DISTRIBUTIONS, %s MESSAGES",
            "The initial profile was read.",
            "None; look at the messages before this one if there are any."),
    EZX1001E(
            Severity.EVENTUAL,
            "PROFILE %s CANNOT BE READ: %s. THE STACK RUNS WITHOUT A PROFILE",
            "The initial profile is missing or cannot be read.",
            "Make the file, or set file in the configuration org.ezplex.profile; then VARY OBEYFILE it or restart."),
    EZX1002E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS NOT A STATEMENT%s. %s",
            "The name of a statement was expected. A near miss is suggested in the text.",
            "Correct the name."),
    EZX1003E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS WHERE %s WAS EXPECTED%s. %s",
            "The statement does not have the form of its syntax diagram.",
            "Correct the statement; parameters have a fixed order unless the reference says otherwise."),
    EZX1004E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS NOT %s. %s",
            "A value is out of range or not usable here.",
            "Correct the value."),
    EZX1005E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS VALID ONLY BETWEEN VIPADYNAMIC AND ENDVIPADYNAMIC. %s",
            "A statement of the VIPADYNAMIC block stands outside of it.",
            "Put it into a VIPADYNAMIC block."),
    EZX1006E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s BEGINS A LIST WITHOUT %s. %s",
            "The END statement of a list is missing; whatever follows is taken as part of the list.",
            "Add the END statement where the list ends."),
    EZX1007E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s ENDS A LIST THAT WAS NOT BEGUN%s. %s",
            "An END statement stands alone.",
            "Remove it, or add the statement that begins the list."),
    EZX1008E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS NOT A SYSTEM SYMBOL%s. %s",
            "A static system symbol is not defined, or its substring is out of range.",
            "Define the symbol, or correct its name; a period ends a symbol's name."),
    EZX1009E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s FOLLOWS AN ARGUMENT WITHOUT A BLANK. %s",
            "A comment must be separated from an argument by a blank.",
            "Put a blank before the semicolon."),
    EZX1010E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s CANNOT BE INCLUDED: %s. %s",
            "The file of INCLUDE cannot be read.",
            "Correct the name, relative to the folder of the including file, or the file."),
    EZX1011E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s INCLUDES ITSELF, BY WAY OF %s. %s",
            "A file is included while it is being read.",
            "Remove one of the INCLUDE statements."),
    EZX1012E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS TOO MUCH: %s. %s",
            "A limit that protects the system was reached.",
            "Divide the profile, or remove what is not needed."),
    EZX1013E(
            Severity.EVENTUAL,
            "MORE THAN %s MESSAGES FOR %s: THE REST IS NOT SHOWN",
            "The file is probably not a profile.",
            "Correct what is shown, or name another file."),
    EZX1014I(
            Severity.INFORMATION,
            "%s ON LINE %s COLUMN %s OF %s IS ACCEPTED AND NOT USED",
            "The statement is known, and Ezplex has nothing that it would change.",
            "None."),
    EZX1015E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS CODED TWICE, FIRST ON LINE %s. %s",
            "An option or parameter may be given once.",
            "Remove one of them."),
    EZX1016E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s CANNOT BE USED WITH %s. %s",
            "Two parameters exclude each other.",
            "Remove one of them."),
    EZX1017E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s NEEDS %s. %s",
            "A parameter that belongs to this one is missing.",
            "Add it."),
    EZX1018E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS ALREADY DEFINED. %s",
            "The name is taken.",
            "Use another name, or delete the first one."),
    EZX1019E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS NOT DEFINED%s. %s",
            "A name must be defined before it is referred to.",
            "Define it first, or correct the name."),
    EZX1020E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s: VIPABACKUP WAS REJECTED: %s. %s",
            "The address cannot be backed up here, for the reason in the text.",
            "Correct the statement; to specify a DVIPA anew put a VIPADELETE before it."),
    EZX1021E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s: VIPARANGE WAS REJECTED: %s. %s",
            "The range cannot be defined or deleted, for the reason in the text.",
            "Correct the statement."),
    EZX1022E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s: VIPAROUTE WAS REJECTED: %s. %s",
            "The route cannot be defined or deleted, for the reason in the text.",
            "Correct the statement; to change a route delete it first."),
    EZX1023E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS NOT A DYNAMIC VIPA OF THIS STACK. %s",
            "Only what VIPADEFINE or VIPABACKUP defined on this stack can be named here.",
            "Correct the address or name, or define it first."),
    EZX1024E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS ONE TOO MANY: AT MOST %s. %s",
            "A limit was reached.",
            "Remove what is not needed."),
    EZX1025E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS OF THE OTHER ADDRESS FAMILY. %s",
            "A statement holds addresses of one family, IPv4 or IPv6.",
            "Use addresses of one family in a statement."),
    EZX1026E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s: SYSPLEXPORTS CANNOT BE SWITCHED ON FOR A DVIPA THAT IS DISTRIBUTED. %s",
            "SYSPLEXPORTS must be on the first VIPADISTRIBUTE of a DVIPA.",
            "Delete all distribution of the DVIPA with one OBEYFILE, then define it again with another."),
    EZX1027I(
            Severity.INFORMATION,
            "%s ON LINE %s COLUMN %s OF %s IS FORCED TO 0 BY DISTMETHOD %s",
            "ROUNDROBIN, WEIGHTEDACTIVE and HOTSTANDBY do not compare capacities: local means always local.",
            "Code OPTLOCAL 0 if that is what you want, else NOOPTLOCAL."),
    EZX1028E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s MATCHES NO DISTRIBUTION. %s",
            "VIPADISTRIBUTE DELETE names ports or destinations that are not distributed.",
            "Correct the statement; NETSTAT VIPADCFG shows what is distributed."),
    EZX1029E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s: DISTRIBUTION IN TIER %s BUT DVIPA IN TIER %s. %s",
            "The TIER parameters of VIPADISTRIBUTE and of VIPADEFINE or VIPABACKUP differ.",
            "Make them agree."),
    EZX1030E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s DIFFERS FROM CONTROLPORT %s OF THE OTHER TIER1 STATEMENTS. %s",
            "All TIER1 statements of a stack must use one control port.",
            "Use the same CONTROLPORT everywhere."),
    EZX1031E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s IS DISTRIBUTED WITHOUT IPCONFIG DYNAMICXCF ON THIS STACK. %s",
            "Without a dynamic XCF address this stack is neither distributor nor target.",
            "Code DYNAMICXCF in IPCONFIG, or in IPCONFIG6 for IPv6."),
    EZX1032E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s IS DISTRIBUTED BY %s WITHOUT IPCONFIG SYSPLEXROUTING. %s",
            "Weights of WLM need SYSPLEXROUTING on every target.",
            "Code SYSPLEXROUTING in IPCONFIG of every target stack, or use DISTMETHOD ROUNDROBIN."),
    EZX1033E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s IS NOT IN THE SUBNET OF THIS STACK'S DYNAMIC XCF ADDRESS %s. %s",
            "Dynamic XCF addresses of a sysplex are usually of one subnet; this one is probably mistyped.",
            "Correct the address if it is wrong."),
    EZX1034E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s: SERVICEMGR NEEDS SMMCAST AND SMPORT OF VIPASMPARMS. %s",
            "The service manager cannot be reached without its multicast group and port.",
            "Add VIPASMPARMS SMMCAST group SMPORT port."),
    EZX1035E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s CANNOT BE CHANGED WHILE THE STACK RUNS. %s",
            "DYNAMICXCF stays as it was when the stack started.",
            "Change the initial profile and restart the stack."),
    EZX1036E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s NEEDS SOURCEVIPA. %s",
            "TCPSTACKSOURCEVIPA has an effect only with SOURCEVIPA.",
            "Code SOURCEVIPA too."),
    EZX1037I(
            Severity.INFORMATION,
            "%s ON LINE %s COLUMN %s OF %s IS DELETED, AND ITS DISTRIBUTION WITH IT",
            "The DVIPA was distributed; without the DVIPA its VIPADISTRIBUTE statements mean nothing.",
            "None."),
    EZX1038E(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS RESERVED ALREADY BY %s. %s",
            "A port belongs to the first statement that reserves it.",
            "Remove one of the entries."),
    EZX1039E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s GOES BEYOND PORT 65535. %s",
            "The range has more ports than there are.",
            "Correct the number of ports."),
    EZX1040I(
            Severity.INFORMATION,
            "%s ON LINE %s COLUMN %s OF %s IS THE SECOND SRCIP BLOCK OF THE FILE. %s",
            "Only the first SRCIP block of a file counts.",
            "Put all entries into one block."),
    EZX1041E(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s NEEDS RECOVERY. %s",
            "A stack can rejoin by itself only if it may leave by itself.",
            "Code RECOVERY too."),
    EZX1043E(
            Severity.ERROR,
            "%s CANNOT BE READ: %s",
            "The file of a VARY command is missing or cannot be read.",
            "Give the path of a plain file that the user of the system may read, absolute or relative to the home folder of the system."),
    EZX1044E(
            Severity.ERROR,
            "THE PROFILE IS NOT CHANGED: SNAPSHOT %s WAITS %s SECONDS MORE FOR ITS CONFIRMATION",
            "A change of the profile is on trial, and no other one is made meanwhile: what would come back would not be clear.",
            "Enter VARY CONFIRM to keep the change that waits, or VARY PROFILE ROLLBACK with the snapshot before it, which DISPLAY"
                    + " PROFILE HISTORY shows, to take it back now; then enter the command again."),
    EZX1045E(
            Severity.ERROR,
            "THERE IS NO SNAPSHOT %s",
            "The history of the profile has no snapshot with this number, or not any more.",
            "Take a number that DISPLAY PROFILE HISTORY shows."),
    EZX1046E(
            Severity.ERROR,
            "SNAPSHOT %s CANNOT BE PUT IN FORCE: %s",
            "Its statements, read again, would not come to the profile it was, or its files were damaged or edited. Nothing is changed.",
            "If it is the dynamic XCF address, which stays while the stack runs, make the snapshot's statements the initial profile and"
                    + " restart the system. Else obey a file with what you want of them."),
    EZX1047E(
            Severity.ERROR,
            "NOTHING WAITS FOR A CONFIRMATION",
            "No change of the profile is on trial: there was none, or its time was up and it was taken back.",
            "DISPLAY PROFILE HISTORY shows what is in force; if the change was taken back, make it again."),
    EZX1048E(
            Severity.EVENTUAL,
            "THE HISTORY OF THE PROFILE IN %s CANNOT BE KEPT: %s",
            "The profile in force is not affected, but changes of it are not kept, and none can be made that waits for a confirmation."
                    + " Said once until it works again.",
            "Make the folder one that the user of the system may write, with room on its disk."),
    EZX1049E(
            Severity.EVENTUAL,
            "FOLDER %s OF %s HOLDS NO WHOLE SNAPSHOT AND IS IGNORED",
            "The system ended while it wrote the snapshot, or somebody changed its files.",
            "None; a folder of that name that is still there may be removed. To have edited statements in force, obey them as a file."),
    EZX1050I(
            Severity.INFORMATION,
            "SNAPSHOT %s IS IN FORCE ON TRIAL: UNLESS IT IS CONFIRMED WITHIN %s SECONDS, SNAPSHOT %s COMES BACK",
            "A change of the profile was made with CONFIRM. It is taken back also if the system ends before.",
            "Look whether all works as it should, and enter VARY CONFIRM in time."),
    EZX1051I(Severity.INFORMATION, "SNAPSHOT %s IS CONFIRMED", "The change of the profile stays.", "None."),
    EZX1052E(
            Severity.EVENTUAL,
            "SNAPSHOT %s WAS NOT CONFIRMED IN TIME: THE PROFILE IS AGAIN AS IN SNAPSHOT %s",
            "A change of the profile was made with CONFIRM, and no VARY CONFIRM came.",
            "If the change was right, make it again and confirm it."),
    EZX1053E(
            Severity.EVENTUAL,
            "SNAPSHOT %s WAS NOT CONFIRMED WHEN THE SYSTEM ENDED: THE PROFILE IS AS IN SNAPSHOT %s, AND NOT AS IN %s",
            "A change of the profile was on trial when the system stopped or failed. This start takes what was in force before the"
                    + " change in place of the initial profile; the next start reads the initial profile again.",
            "See that the initial profile has what the next start shall have."),
    EZX1054I(
            Severity.INFORMATION,
            "THE PROFILE IS AGAIN AS IN SNAPSHOT %s",
            "VARY PROFILE ROLLBACK has put an earlier profile in force, or the bundle of the profile was replaced in the running system and"
                    + " goes on with what was in force.",
            "None. It lasts until the next start, which reads the initial profile."),
    EZX1055I(
            Severity.INFORMATION,
            "THE PROFILE IS AS IT WAS: NOTHING IS CHANGED, AND NOTHING WAITS FOR A CONFIRMATION",
            "What was asked for is in force already.",
            "None."),
    EZZ0060I(Severity.INFORMATION, "PROCESSING COMMAND: %s %s", "A VARY command reads a profile.", "None."),
    EZZ0165I(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s: DESTIP ALL IS NOT ALLOWED WITH DISTMETHOD HOTSTANDBY. %s",
            "A hot standby distribution lists its targets, one preferred, the others backups.",
            "List the targets after DESTIP, each with PREFERRED or BACKUP."),
    EZZ0783I(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s: PORT IS REQUIRED WITH TIER1 GRE OR ENCAP. %s",
            "Dynamic ports cannot be learnt from targets that are not stacks of the sysplex.",
            "Code PORT."),
    EZZ0799I(
            Severity.EVENTUAL,
            "%s ON LINE %s COLUMN %s OF %s HAS A MEANING ONLY WITH DISTMETHOD WEIGHTEDACTIVE. %s",
            "WEIGHT was coded with another distribution method.",
            "Remove WEIGHT, or use DISTMETHOD WEIGHTEDACTIVE."),
    EZZ0826I(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s NEEDS PREFERRED OR BACKUP WITH DISTMETHOD HOTSTANDBY. %s",
            "Each target of a hot standby distribution is preferred or a backup.",
            "Code PREFERRED or BACKUP after each address."),
    EZZ0827I(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s: HOTSTANDBY NEEDS EXACTLY ONE PREFERRED TARGET AND AT LEAST ONE BACKUP. %s",
            "The number of preferred or backup targets is wrong.",
            "Correct the list after DESTIP."),
    EZZ0830I(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS BOTH PREFERRED AND BACKUP. %s",
            "The preferred target and the backups must be different.",
            "Use different addresses."),
    EZZ0831I(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s IS VALID ONLY WITH DISTMETHOD HOTSTANDBY. %s",
            "A keyword of hot standby was coded with another distribution method.",
            "Remove it, or use DISTMETHOD HOTSTANDBY."),
    EZZ9654I(
            Severity.ERROR,
            "%s ON LINE %s COLUMN %s OF %s: VIPADEFINE WAS REJECTED: %s. %s",
            "The DVIPA cannot be defined, for the reason in the text.",
            "Correct the statement; to specify a DVIPA anew put a VIPADELETE before it."),
    EZX7001I(
            Severity.INFORMATION,
            "COMMAND FROM %s: %s",
            "Somebody entered a command at a console of this system that may change something. EZX7020I tells how it ended.",
            "None."),
    EZX7002I(Severity.INFORMATION, "CONSOLE SERVER LISTENS ON %s", "Local consoles can connect.", "None."),
    EZX7003E(
            Severity.ERROR,
            "CONSOLE SERVER CANNOT LISTEN ON %s: %s",
            "Local consoles cannot connect; everything else works.",
            "Make the path usable (the text says why it is not), then restart the system."),
    EZX7004E(
            Severity.EVENTUAL,
            "CONSOLE SESSION REFUSED: %s",
            "A client of the console socket did not keep to the protocol, or there are too many sessions.",
            "End sessions that are not needed; otherwise look for the program that connects."),
    EZX7005I(
            Severity.INFORMATION,
            "CONSOLE SESSION ENDED AFTER %s SECONDS WITHOUT INPUT OR OUTPUT",
            "An idle console session was closed.",
            "Connect again."),
    EZZ0053I(Severity.INFORMATION, "COMMAND %s COMPLETED SUCCESSFULLY", "The VARY command did what it said.", "None."),
    EZZ0059I(
            Severity.ERROR,
            "COMMAND %s FAILED: SEE PREVIOUS MESSAGES",
            "The file of a VARY command has errors; OBEYFILE has put in force what is right in it.",
            "Correct the file as the messages before this one say and enter the command again."),
    EZZ2502I(
            Severity.INFORMATION,
            "STACK %s IS NOT IN A SYSPLEX GROUP",
            "Heads a NETSTAT report about dynamic VIPAs while the stack is not joined.",
            "If it should be joined, look for the messages of XCF in the hardcopy log."),
    EZZ8260I(Severity.INFORMATION, "SYSPLEX EZPLEX %s", "Heads the DISPLAY of the sysplex's DVIPAs.", "None."),
    EZZ8269I(
            Severity.INFORMATION,
            "%s %s IS NOT A MEMBER OF A SYSPLEX GROUP",
            "There is nothing of a sysplex to display.",
            "If it should be a member, look for the messages of XCF in the hardcopy log."),
    EZZ8270I(Severity.INFORMATION, "SYSPLEX GROUP FOR %s AT %s IS %s", "Answer to DISPLAY SYSPLEX,GROUP.", "None."),
    EZD0031I(
            Severity.INFORMATION,
            "TCP/IP EZPLEX %s TCPIP NAME: %s %s",
            "Heads the DISPLAY of a shared adapter.",
            "None."),
    IXC331I(Severity.INFORMATION, "%s DISPLAY XCF", "Heads the list of XCF groups.", "None."),
    IXC332I(Severity.INFORMATION, "%s DISPLAY XCF", "Heads the list of an XCF group's members.", "None."),
    EZD1176I(
            Severity.INFORMATION,
            "%s HAS SUCCESSFULLY JOINED THE SYSPLEX GROUP %s",
            "The stack is an active member of the XCF group.",
            "None."),
    EZX2000I(
            Severity.INFORMATION,
            "MEMBER %s JOINED GROUP %s",
            "Another system's stack is active in the group.",
            "None."),
    EZX2001I(
            Severity.INFORMATION,
            "MEMBER %s LEFT GROUP %s",
            "Another system's stack left the group in order.",
            "None."),
    EZX2002E(
            Severity.EVENTUAL,
            "MEMBER %s OF GROUP %s FAILED",
            "Another system's stack no longer answers: its system, process or XCF network is gone, or it hangs. As far as this"
                    + " system can tell the fault is not its own (EZX2013E); of two alone neither can tell for sure.",
            "Look at that system and at the XCF network. It joins again by itself."),
    EZX2003E(
            Severity.EVENTUAL,
            "XCF PACKET FROM %s REJECTED: NOT MADE WITH THE SYSPLEX KEY OF THIS SYSTEM",
            "Something on the XCF network speaks without this sysplex's key, or this system has the wrong one. It is in nobody's"
                    + " member list and can read nothing. Issued at most once a minute for an address.",
            "Compare the key files of both systems, for instance by their checksums. If that address is no system of the"
                    + " sysplex, keep it off the XCF network."),
    EZX2004E(
            Severity.EVENTUAL,
            "GROUP %s NOT JOINED: %s. %s",
            "Something that joining needs is missing. It is looked for again every second.",
            "Do what the message says."),
    EZX2005E(
            Severity.EVENTUAL,
            "MEMBER NAME %s OF GROUP %s IS USED TWICE. THE ONE STARTED AT %s STAYS",
            "Two systems have the same SYSNAME and TCPNAME; the one that was in the group before stays, the other waits until it"
                    + " has gone. Or a restarted system has met its past, which is not yet missed: then it joins in a moment.",
            "If no message says that the member joined, give one of the systems another SYSNAME."),
    EZX2006E(
            Severity.ERROR,
            "THIS SYSTEM WAITS: ITS NAME %s IS USED IN GROUP %s BY ANOTHER THAT WAS THERE BEFORE",
            "Another system with the same SYSNAME and TCPNAME lives in the group, for example the one that this was cloned from. This"
                    + " system is no member; it joins when the other has gone.",
            "Give this system another SYSNAME and start it again, or stop the other if that is the wrong one."),
    EZX2007E(
            Severity.EVENTUAL,
            "XCF MESSAGE FROM %s DROPPED: %s",
            "A member sent something that is no message of this or an earlier level. Issued at most once a minute for a member.",
            "If it lasts, compare the levels of both systems and report it."),
    EZX2008E(
            Severity.EVENTUAL,
            "XCF MESSAGES OF GROUP %s ARE LOST: THE QUEUE OF %s MESSAGES IS FULL",
            "Messages are made faster than they can be sent, or come faster than they can be worked off. Issued at most once a"
                    + " minute.",
            "Look for a slow XCF network, or a lack of processor time on this system."),
    EZX2009I(Severity.INFORMATION, "THIS SYSTEM LEFT GROUP %s", "The stack is no longer a member.", "None."),
    EZX2010E(
            Severity.EVENTUAL,
            "GROUP %s WENT ON WITHOUT THIS SYSTEM",
            "This system was frozen, got no processor or was cut off for longer than the group waits. The others took it for lost; what it"
                    + " owned may be another's now. It gives that up and joins them again by itself.",
            "Look for what stopped it: a suspended virtual machine, no processor time, a long garbage collection. If it is normal"
                    + " here, raise failureDetectionMillis in configuration org.ezplex.xcf."),
    EZX2012E(
            Severity.EVENTUAL,
            "THIS SYSTEM LEAVES GROUP %s AND JOINS AGAIN: ITS SIGNS OF LIFE HAVE ENDED: %s",
            "The thread that sends this system's signs of life, and hears the others', has failed. The others would take this"
                    + " system for lost, so it gives up what it owns, leaves, and joins again within seconds.",
            "The log has the cause. If it comes again and again, report it and stop the system: a backup serves its DVIPAs."),
    EZX2013E(
            Severity.EVENTUAL,
            "THIS SYSTEM IS OUT OF TOUCH WITH MEMBER %s OF GROUP %s: %s",
            "The member is missed, but this system itself may be the one that was absent: it was frozen or got no processor, its XCF"
                    + " network is gone, it sees fewer than half of the group, or the member had lost sight of it.",
            "Look at what the message names, on this system first. If the member joins again (EZX2000I), nothing is wrong with it."),
    EZX2014E(
            Severity.EVENTUAL,
            "THE XCF NETWORK OF THIS SYSTEM IS GONE: %s. GROUP %s CANNOT BE REACHED",
            "The interface of the XCF network has no carrier, was set down, or has vanished. The others take this system for lost.",
            "Look at the cable, the switch port, the interface. EZX2015I takes the message back."),
    EZX2015I(
            Severity.INFORMATION,
            "THE XCF NETWORK OF THIS SYSTEM IS THERE AGAIN. GROUP %s CAN BE REACHED",
            "The interface of the XCF network has a link again. Members that this system had lost sight of join in a moment.",
            "None."),
    EZX2020E(
            Severity.EVENTUAL,
            "SYSTEM AT %s IS NOT LET INTO THE SYSPLEX: %s",
            "Something on the XCF network is not one of this sysplex's systems, or not any more: it has no certificate of the"
                    + " sysplex's authority, or one that is not good. It gets no key, is in nobody's member list and can read"
                    + " nothing. Issued at most once a minute for an address and a reason.",
            "If it is to be a system of the sysplex, enrol it (ezplex ca token, ezplex enrol). If it is none, keep it off the"
                    + " XCF network."),
    EZX2021E(
            Severity.EVENTUAL,
            "THE CERTIFICATE OF %s ENDS AT %s, IN %s DAYS",
            "A certificate of this system, its own or the authority's, ends soon or has ended. Issued 30, 7 and 1 days ahead,"
                    + " and at its end. A system whose certificate has ended stays in the group, but cannot join again.",
            "Renew it: ezplex enrol renew, ezplex ca sign, ezplex enrol install. No restart is needed."),
    EZX2022E(
            Severity.EVENTUAL,
            "THE SYSTEM AT %s DOES NOT LET THIS ONE INTO THE SYSPLEX: %s",
            "Another system has looked at this system's certificate and found it not good. Issued at most once a minute for an"
                    + " address and a reason.",
            "Compare the clocks of both systems, and the authority's certificates in etc/pki. If the certificate was revoked or"
                    + " has ended, enrol this system anew."),
    EZX2023I(
            Severity.INFORMATION,
            "THE XCF KEY OF GROUP %s IS CHANGED: %s",
            "This system has made a new key for the group and hands it to the other members. Whoever gets none is out of the"
                    + " group within three seconds.",
            "None."),
    EZX2024E(
            Severity.EVENTUAL,
            "THE XCF KEY IS NOT CHANGED: THIS SYSTEM GOES BY A KEY FILE, OR IS NOT IN THE GROUP",
            "VARY XCF,ROTATE changes a key that the systems have made themselves, which those with certificates do.",
            "To change a key file stop all systems, or change to certificates: see docs/trust.md. If EZX2026E names systems, enrol"
                    + " those first."),
    EZX2025E(
            Severity.EVENTUAL,
            "XCF PACKET FROM %s DROPPED: IT CAME BEFORE, OR WITH A KEY THAT IS NOT USED ANY MORE",
            "Somebody may have recorded packets of the sysplex and send them again; they are taken once only, and change nothing. Or a"
                    + " network that sends some twice, or a system that was frozen while the key was changed. DISPLAY"
                    + " XCF,GROUP,DETAIL counts them. Issued at most once a minute for an address.",
            "If that address is no system of the sysplex, keep it off the XCF network. If it is, and the message comes again and again,"
                    + " look for whoever sends in its name."),
    EZX2026E(
            Severity.EVENTUAL,
            "THE XCF KEY STAYS THAT OF THE KEY FILE: SYSTEM AT %s HAS NO CERTIFICATE YET, OR CANNOT BE REACHED ON TCP PORT %s",
            "The sysplex changes from a key file to certificates (keyTransition), and that system is heard with the key file's key. A new"
                    + " key would put it out. Issued at most once a minute for an address.",
            "Enrol that system, set keyTransition there, and start it again. When all systems have a certificate enter VARY XCF,ROTATE."),
    EZX2027I(
            Severity.INFORMATION,
            "THE KEY FILE IS NOT USED ANY MORE BY THIS SYSTEM: GROUP %s GOES BY CERTIFICATES",
            "The change from a key file to certificates is over. Whoever has nothing but the key file is not understood, and this system"
                    + " looks at it no more, whatever its configuration says.",
            "Take keyTransition out of the configuration org.ezplex.xcf, and delete the key file."),
    EZX2028E(
            Severity.ERROR,
            "THE END OF THE KEY FILE CANNOT BE NOTED: %s",
            "The group goes by certificates, but this system would look at its key file again after the next start. It tries again each"
                    + " time it looks at its keys; EZX2027I says that it could.",
            "Make room on the disk, or let the system's user write in the folder of its certificate."),
    EZX0001I(
            Severity.INFORMATION,
            "EZPLEX %s SYSTEM %s OF SYSPLEX %s IS UP, STACK %s",
            "The system has started.",
            "None."),
    EZX0002I(Severity.INFORMATION, "SYSTEM %s IS STOPPING", "The system was told to stop.", "None."),
    EZX0004I(
            Severity.INFORMATION,
            "%s TIMES MORE WITHIN A MINUTE: %s %s",
            "A message of this id and text came again and again; after the tenth within a minute it is counted, not written.",
            "See the message."),
    EZX0005E(
            Severity.EVENTUAL,
            "%s MESSAGES ARE NOT ON FILE: THE HARDCOPY LOG'S FILE DID NOT TAKE THEM FAST ENOUGH",
            "More messages waited for the file than are kept waiting. Those issued next are missing where this message stands in the"
                    + " file; the last of all are in memory, for DISPLAY MESSAGES.",
            "Look at the disk of the system's home, and at where its standard output goes; both are written by one thread."),
    EZX0006E(
            Severity.EVENTUAL,
            "SETTING %s=%s OF CONFIGURATION %s IS %s. %s IS USED",
            "A setting has a value of a wrong kind, or none (null or an empty list, shown as null), or one that is out of its limits, or a"
                    + " name that no network device can have (1 to 15 characters, without blanks, / and :, and with % only in one %d, which"
                    + " becomes the first free number). Everything else of the configuration is in force.",
            "Correct the value in etc/system.json of the system's home, or leave the setting out if what is used is right; then start"
                    + " the system again."),
    EZX0007E(
            Severity.EVENTUAL,
            "CONFIGURATION %s HAS NO SETTING %s%s. IT IS IGNORED",
            "The name is misspelt, or belongs to another configuration; upper and lower case count. The setting that was meant has its"
                    + " default.",
            "Correct the name in etc/system.json of the system's home, or remove the setting; then start the system again."),
    EZX0008E(
            Severity.EVENTUAL,
            "NO PART OF THE SYSTEM HAS CONFIGURATION %s%s. IT IS IGNORED",
            "The name of a configuration is misspelt. The part that was meant has all its defaults.",
            "Correct the name in etc/system.json of the system's home, or remove it with its settings; then start the system again."),
    EZX0009E(
            Severity.ERROR,
            "CONFIGURATION %s OF %s IS NOT IN FORCE: THE FILE WAS REFUSED. DEFAULTS ARE USED",
            "The file is JSON, but the Configurator did not take it: an entry that begins with :configurator: is wrong, or a name with a"
                    + " colon and a type, as in port:Integer, has a value that is not of that type. log/ezplex.log has the"
                    + " Configurator's words.",
            "Remove what is wrong from the file, types need not be given; then start the system again."),
    EZX5001I(
            Severity.INFORMATION,
            "DVIPA %s IS ACTIVE ON THIS STACK IN EPOCH %s",
            "The stack owns the DVIPA: its adapter answers for it and, if it is distributed, routes its connections.",
            "None."),
    EZX5002I(
            Severity.INFORMATION,
            "DVIPA %s IS NOT ACTIVATED HERE: %s",
            "The profile defines the DVIPA, but something stands in the way for now. It is activated as soon as that has gone.",
            "None, unless it should be active here: then remove what the message names."),
    EZX5003E(
            Severity.EVENTUAL,
            "DVIPA %s GIVEN UP: %s OWNS IT TOO, IN EPOCH %s. SEE THAT THE LAN IS WHOLE",
            "Two stacks owned the DVIPA while they did not see each other, and do now. The later epoch wins; of two equal ones the"
                    + " VIPADEFINE, then the member whose name sorts first. The group is in order again; the LAN may be not.",
            "If the LAN is still in parts, repair it: until then the clients of this part have no owner. Find out why the stacks had"
                    + " lost sight of each other."),
    EZX5004I(
            Severity.INFORMATION,
            "DVIPA %s IS NO LONGER ACTIVE ON THIS STACK: %s",
            "The stack gave the DVIPA up in order.",
            "None."),
    EZX5005E(
            Severity.EVENTUAL,
            "NO WEIGHTS FOR %s PORT %s: DISTMETHOD %s DISTRIBUTES ROUND ROBIN",
            "The distribution method needs weights that nobody supplies, so every ready target gets the same share.",
            "None, or code DISTMETHOD ROUNDROBIN to say that this is meant."),
    EZX5006E(
            Severity.ERROR,
            "DVIPA %s COULD NOT BE ADDED AS AN INTERNAL ADDRESS: %s",
            "This stack can serve no connection of the DVIPA.",
            "Do what the message advises; the next change of the DVIPA tries again."),
    EZX5007E(
            Severity.EVENTUAL,
            "VIPA LIST FROM %s DROPPED: %s",
            "A partner sent a VIPA list that could not be read.",
            "If it goes on, compare the levels of the two systems."),
    EZX5009E(
            Severity.EVENTUAL,
            "THE LINK OF %s IS DOWN: THIS STACK OWNS NO DVIPA AND IS GIVEN NO CONNECTIONS",
            "The interface on the clients' LAN has no carrier or was set down. The other stacks do without this one until it is"
                    + " back.",
            "Look at the cable, the switch port, the interface."),
    EZX5010I(
            Severity.INFORMATION,
            "THE LINK OF %s IS UP AGAIN",
            "The stack claims its DVIPAs and is given connections again.",
            "None."),
    EZX5011E(
            Severity.EVENTUAL,
            "DVIPA %s GIVEN UP: %s CLAIMS IT ON THE LAN, AND THIS STACK HAS LOST SIGHT OF MOST OF THE SYSPLEX",
            "The stack is cut off from the XCF network with fewer than half of the systems, and one of the others takes the"
                    + " DVIPA over.",
            "Repair the XCF network; the stack asks for the DVIPA again from time to time."),
    EZX5012E(
            Severity.ERROR,
            "DVIPA %s IS LEFT AS IT IS: %s",
            "A VARY SYSPLEX command names a DVIPA it cannot be done to.",
            "NETSTAT VIPADYN and VIPADCFG show the DVIPAs of the stack."),
    EZX5013E(
            Severity.ERROR,
            "MEMBERSHIP OF GROUP %s IS LEFT AS IT IS: %s",
            "VARY SYSPLEX,LEAVEGROUP needs a member, JOINGROUP a stack that is none.",
            "DISPLAY SYSPLEX,MONITOR shows the membership, in or out of the group."),
    EZX5014E(
            Severity.EVENTUAL,
            "DVIPA %s GIVEN UP: %s HAS IT ON THE LAN, OUT OF SIGHT, AND THE LOWER VIRTUAL MAC ADDRESS",
            "Two halves of the sysplex have lost sight of each other on the XCF network, and each had an owner for the DVIPA"
                    + " until they heard of each other on the LAN. One of the two has to give way.",
            "Repair the XCF network; the stack asks for the DVIPA again from time to time."),
    EZX5015E(
            Severity.EVENTUAL,
            "NOBODY ANSWERS FOR DVIPA %s NOW: NO OTHER STACK CAN TAKE IT OVER",
            "The last stack that could own the DVIPA has been told to DEACTIVATE it or to leave the group, be it before a stop, or"
                    + " its profile was changed by VIPADELETE. Clients do not reach it any more.",
            "None, if that is meant. Else take that back by REACTIVATE, JOINGROUP or VIPADEFINE, REACTIVATE the DVIPA on a stack"
                    + " where it is deactivated, or code a VIPABACKUP on another."),
    EZX5016E(
            Severity.EVENTUAL,
            "NO DISTRIBUTOR RUNS IN THIS SYSTEM: IT OWNS NO DVIPA AND IS GIVEN NO CONNECTIONS",
            "For five seconds nothing here has taken the frames of DVIPAs. What this stack owned others may take.",
            "log/ezplex.log says why the distributor does not start. Mend it and start the system again."),
    EZX5017I(
            Severity.INFORMATION,
            "A DISTRIBUTOR RUNS IN THIS SYSTEM AGAIN",
            "It may own DVIPAs and is given connections.",
            "None."),
    EZX5018E(
            Severity.EVENTUAL,
            "DVIPA %s IS CONTESTED: %s HAS IT TOO, OR ASKS FOR IT, AND IS OUT OF SIGHT",
            "A part of the sysplex that was cut off is back on the LAN before it is on the XCF network. This stack goes on to own the"
                    + " DVIPA, and resets no connection that it does not know, until it has heard no such claim for half a minute.",
            "Repair the XCF network. EZX5019I takes the message back, as does the loss of the DVIPA."),
    EZX5019I(
            Severity.INFORMATION,
            "DVIPA %s IS CONTESTED NO LONGER",
            "No stack out of sight has claimed the DVIPA for half a minute. Connections that nobody knows are reset again.",
            "None."),
    EZX5020E(
            Severity.EVENTUAL,
            "DVIPA %s IS IN NO NETWORK OF %s: ONLY HOSTS WITH A ROUTE TO IT OVER THAT INTERFACE REACH IT",
            "This stack owns the DVIPA and its adapter answers for it, but on an interface whose own addresses are all of other"
                    + " networks. That is right for a DVIPA that routers send to that interface. Else the adapter plays on the wrong"
                    + " interface, for instance that of the XCF network, and nobody is served. Issued once for each DVIPA.",
            "None, if the DVIPA is routed. Else compare it with the interface's addresses (NETSTAT HOME), correct interfaceName in the"
                    + " configuration org.ezplex.osa and start the system again, or correct the DVIPA in the profile."),
    EZX5021E(
            Severity.EVENTUAL,
            "NO SHARED ADAPTER IS THERE IN THIS SYSTEM: IT OWNS NO DVIPA AND IS GIVEN NO CONNECTIONS. SEE interfaceName AND"
                    + " driver.target OF CONFIGURATION org.ezplex.osa",
            "For five seconds there has been no open interface on the clients' LAN. What this stack owned others may take.",
            "Look at messages EZX4001E and EZX4002E before this one. If there is none: the configuration org.ezplex.osa is missing, or"
                    + " has no interfaceName, or its driver.target is the filter of no driver; correct it and start the system again."),
    EZX5022I(
            Severity.INFORMATION,
            "A SHARED ADAPTER IS THERE AGAIN",
            "Message EZX4000I tells of it. With a link, the stack may own DVIPAs and is given connections.",
            "None."),
    EZX5023E(
            Severity.EVENTUAL,
            "NO STACK IN SIGHT OWNS DVIPA %s, OR CAN TAKE IT OVER",
            "The owner of the DVIPA is gone, and of the stacks of the group none has a VIPADEFINE or VIPABACKUP for it that it may use"
                    + " now. Clients do not reach it, unless this stack is cut off and others go on without it.",
            "Start the owner again, or code VIPABACKUP for the DVIPA on another stack. DISPLAY XCF,GROUP shows who is in sight."),
    EZX5026E(
            Severity.EVENTUAL,
            "DVIPA %s IS AN ADDRESS OF %s ON THIS HOST: THIS STACK DOES NOT TAKE IT",
            "The host answers for the address itself; an owner of it as a DVIPA would be a second one that does. If this stack owns it"
                    + " already it goes on, for the sake of its clients, but does not take it again once it has lost it. It is looked at"
                    + " again when the host's addresses change.",
            "Correct VIPADEFINE or VIPABACKUP in the profile, or take the address from the interface: ip address del."),
    EZX5027E(
            Severity.EVENTUAL,
            "DVIPA %s IS IN A NETWORK OF %s, BUT THE SHARED ADAPTER IS ON %s: THIS STACK DOES NOT TAKE IT",
            "Clients would look for the DVIPA on the one interface, and the adapter would answer on the other. If this stack owns it"
                    + " already it goes on, but does not take it again once it has lost it. If that is so of all DVIPAs that the stack"
                    + " knows of, it is given no connections either. It is looked at again when the host's addresses change.",
            "Correct interfaceName in the configuration org.ezplex.osa and start the system again, or correct the DVIPA in the profile."
                    + " If networks of the two interfaces overlap on purpose, give the adapter's interface an address of the DVIPA's"
                    + " network."),
    EZZ8301I(
            Severity.INFORMATION,
            "VIPA %s TAKEN OVER FROM %s ON %s",
            "The owner of the DVIPA is gone, or its link, and this stack, the first of its backups, owns it now. Connections to"
                    + " surviving targets go on.",
            "Find out why the owner is gone."),
    EZZ8302I(
            Severity.INFORMATION,
            "VIPA %s TAKEN FROM %s ON %s",
            "This stack has learned the DVIPA's connections and has been given the DVIPA by its owner.",
            "None."),
    EZZ8303I(
            Severity.INFORMATION,
            "VIPA %s GIVEN TO %s ON %s",
            "Another stack asked for the DVIPA, knows its connections, and is its owner from now on.",
            "None."),
    EZZ9673E(
            Severity.EVENTUAL,
            "%s DETERMINED THAT NO PARTNER WAS REACHABLE FOR AT LEAST %s SECONDS: %s",
            "Either XCF has at least two other systems in sight and none of their hosts answers on the LAN, or XCF has lost sight of all"
                    + " others, of which there were at least two. In the first case, with RECOVERY, the stack leaves the group so that a"
                    + " backup takes over. In the second it may be the last that lives: it stays, and gives a DVIPA up as soon as another"
                    + " system claims it on the LAN.",
            "Look at the networks of this system. EZX5040I takes the message back."),
    EZZ9674E(
            Severity.EVENTUAL,
            "%s SYSPLEX PROCESSING WAS NOT RESPONSIVE FOR AT LEAST %s SECONDS: %s",
            "The event loop, on which the stack's protocols run, does not come to its tasks. With RECOVERY the stack leaves the group,"
                    + " and does not rejoin by itself.",
            "Look for a lack of processor time; keep the output of jstack for the process, then start the system again."),
    EZX5040I(
            Severity.INFORMATION,
            "%s: THE PROBLEM OF MESSAGE %s HAS CLEARED",
            "A condition of sysplex autonomics is no longer there, or no longer looked for. The message it was reported with is"
                    + " taken back.",
            "None."),
    EZX5041E(
            Severity.EVENTUAL,
            "%s DETERMINED THAT ALL MONITORED INTERFACES WERE NOT ACTIVE FOR AT LEAST %s SECONDS: %s",
            "MONINTERFACE is coded, and no shared adapter of the stack has a link.",
            "Look at the cable, the switch port, the interface. EZX5040I takes the message back."),
    EZX5042E(
            Severity.EVENTUAL,
            "%s DETERMINED THAT NO ROUTE OVER MONITORED INTERFACES WAS THERE FOR AT LEAST %s SECONDS: %s",
            "DYNROUTE is coded, and the host has no route through a gateway on the interface of a shared adapter.",
            "Look at the routing daemon or the network configuration of the host. EZX5040I takes the message back."),
    EZX5043E(
            Severity.EVENTUAL,
            "%s DETERMINED THAT MEMORY WAS SHORT FOR AT LEAST %s SECONDS: %s",
            "The heap is nearly full after a collection, or the host has hardly any memory left. With RECOVERY the stack leaves the"
                    + " group, and does not rejoin by itself.",
            "Give the process a larger heap, or the host more memory; then start the system again, or enter JOINGROUP."),
    EZX5044E(
            Severity.EVENTUAL,
            "%s LEAVES THE SYSPLEX GROUP %s BECAUSE OF MESSAGE %s",
            "RECOVERY is coded: the stack gives its DVIPAs to backups and leaves. Its definitions are kept.",
            "Remove the cause. With AUTOREJOIN the stack then rejoins by itself, unless the cause was EZZ9674E or EZX5043E; else"
                    + " enter VARY TCPIP,,SYSPLEX,JOINGROUP."),
    EZX5045I(
            Severity.INFORMATION,
            "%s REJOINS THE SYSPLEX GROUP %s: ITS PROBLEMS HAVE CLEARED",
            "AUTOREJOIN is coded.",
            "None."),
    EZX5046I(
            Severity.INFORMATION,
            "%s DOES NOT JOIN THE SYSPLEX GROUP %s: NOJOIN IS CODED",
            "The stack serves no DVIPA until it has joined.",
            "Enter VARY TCPIP,,SYSPLEX,JOINGROUP when it is to join."),
    EZX5047I(
            Severity.INFORMATION,
            "%s DELAYS JOINING THE SYSPLEX GROUP %s UNTIL ITS ADAPTER HAS A LINK AND A ROUTE",
            "DELAYJOIN is coded: a stack that cannot be reached yet takes no DVIPA back.",
            "None, if it joins in a moment. Else look at the adapter's interface, or enter VARY TCPIP,,SYSPLEX,JOINGROUP."),
    EZX5048I(
            Severity.INFORMATION,
            "%s STOPS: ITS %s DVIPAS ARE GIVEN TO OTHER STACKS FIRST",
            "The system was told to stop while it owned DVIPAs that others may own.",
            "None."),
    EZX5049E(
            Severity.EVENTUAL,
            "%s STOPS WITHOUT HAVING LEFT THE SYSPLEX GROUP: THAT TOOK LONGER THAN %s SECONDS",
            "Giving its DVIPAs away did not end in time. The others take over what is left as from a system that failed.",
            "Look at the messages of the systems that took over."),
    EZX7006I(
            Severity.INFORMATION,
            "COMMAND %s ACCEPTED",
            "The VARY command is being done. The messages that follow and the displays show what comes of it.",
            "None."),
    EZX7008I(Severity.INFORMATION, "PROFILE HISTORY OF %s AT %s", "Answer to DISPLAY PROFILE,HISTORY.", "None."),
    EZX7020I(
            Severity.INFORMATION,
            "AUDIT: %s IN ROLE %s %s: %s",
            "A command of a console has ended: DONE, FAILED, WRONG (entered wrongly), REFUSED (not allowed to that"
                    + " role) or INTERRUPTED. A display that is done again from the same place within a minute is told"
                    + " once.",
            "None; look at what was REFUSED."),
    EZX7021I(
            Severity.INFORMATION,
            "SSH CONSOLE LISTENS ON %s PORT %s, HOST KEY %s",
            "Operators can connect. The fingerprint is what their clients ask about the first time.",
            "None."),
    EZX7022E(
            Severity.ERROR,
            "SSH CONSOLE CANNOT LISTEN ON %s PORT %s: %s. IT IS TRIED AGAIN",
            "The address is not on this host yet, or the port is taken. The local console and everything else work.",
            "Free the port or correct address and port in the configuration org.ezplex.ssh; or wait for the address."),
    EZX7023E(
            Severity.ERROR,
            "SSH CONSOLE HAS NO HOST KEY: %s. NOBODY CAN CONNECT",
            "The file with the host key cannot be made or read, is damaged, or is open to others. It is tried again.",
            "Make the file readable and writable for its owner only (chmod 600). If others may have read it, delete"
                    + " it: another is made, and clients have to be told."),
    EZX7024E(
            Severity.ERROR,
            "LINE %s OF %s IS IGNORED: %s",
            "A line is not a user's name, a role and an OpenSSH public key. The other lines count.",
            "Correct the line: NAME display|vary|administrate ssh-ed25519 AAAA... comment. The file is read again by"
                    + " itself."),
    EZX7025E(
            Severity.ERROR,
            "KEYS IN %s ARE NOT USED: %s. NOBODY CAN LOG IN OVER SSH",
            "The file is missing, cannot be read, or others may write it or its folder, who then could let in anybody.",
            "Make the file; chmod go-w the file and its folder. It is read again by itself."),
    EZX7026I(Severity.INFORMATION, "SSH LOGIN OF %s IN ROLE %s", "An operator has connected.", "None."),
    EZX7027I(Severity.INFORMATION, "SSH LOGOUT OF %s", "An operator's connection has ended.", "None."),
    EZX7028E(
            Severity.EVENTUAL,
            "SSH LOGIN OF USER %s FROM %s REFUSED: %s",
            "Somebody tried to connect and was not let in. At most ten in a minute are told one by one.",
            "If it was an operator, add the key to the file of keys, in a line with the user's name."),
    EZX7029E(
            Severity.EVENTUAL,
            "%s MORE SSH LOGINS REFUSED WITHIN A MINUTE",
            "More logins were refused than are told one by one.",
            "Look where they come from; keep strangers from the port by address or by a filter."),
    EZX7030E(
            Severity.EVENTUAL,
            "SSH SESSION OF %s REFUSED: %s",
            "There are as many sessions as are allowed, in all or for this user.",
            "End sessions that are not needed, or raise maxSessions or maxSessionsPerUser in the configuration"
                    + " org.ezplex.ssh."),
    EZX7031I(
            Severity.INFORMATION,
            "SSH SESSION OF %s ENDED: %s",
            "The session was ended by the system: idle for too long, its key taken away, or the console stopped.",
            "Connect again if it was idle or the console was stopped."),
    EZX7032I(
            Severity.INFORMATION,
            "%s MORE COMMANDS OF %s CHANGED NOTHING WITHIN A MINUTE",
            "More displays, and commands that were entered wrongly or refused, came from one user than are told one by one (EZX7020I).",
            "None; if nobody expects them, look at what that user does."),
    EZX7007I(Severity.INFORMATION, "SYSPLEX MONITOR OF %s AT %s", "Answer to DISPLAY SYSPLEX,MONITOR.", "None."),
    EZX5008E(
            Severity.ERROR,
            "VIPA LIST TOO LONG: %s VIPADISTRIBUTE STATEMENTS OF DVIPA %s ARE NOT TOLD TO THE OTHER STACKS",
            "What a stack says of a DVIPA must fit in one message, and all it says in 64. What is cut is served by the owner alone.",
            "Code fewer VIPADISTRIBUTE statements, each with more ports."),
    EZX0003E(
            Severity.EVENTUAL,
            "SYSTEM CONFIGURATION %s=%s IS NOT VALID, %s IS USED",
            "An attribute of the configuration org.ezplex.system does not have the form it must have.",
            "Correct the attribute in the system's configuration file and start the system again."),
    EZX6001E(
            Severity.ERROR,
            "NO DATA DEVICE: %s. CONNECTIONS TO SERVERS ON THIS STACK ARE NOT SERVED",
            "A stack that distributes hands frames for its own servers over through a data device, which the host does not allow. While"
                    + " it owns a DVIPA its own servers count as not ready. It is tried again at each change of what it owns.",
            "Do what the message advises and start the system again, or leave this stack out of DESTIP."),
    EZX6002E(
            Severity.EVENTUAL,
            "REPORT FROM %s DROPPED: %s",
            "A target sent a report that could not be read.",
            "If it goes on, compare the levels of the two systems."),
    EZX6003E(
            Severity.ERROR,
            "THE ROUTING TABLE IS FULL: NOT ALL CONNECTIONS TO %s ARE KNOWN HERE, AND NONE IS RESET",
            "Targets or the owner before have more connections than there is room for. Segments of those that found none are"
                    + " dropped; they are not reset, as their servers live.",
            "Raise maxConnections in the configuration org.ezplex.distributor of every stack that may own the DVIPA."),
    EZX6010I(
            Severity.INFORMATION,
            "%s IS QUIESCED: NO NEW CONNECTIONS ARE DISTRIBUTED TO IT",
            "The servers named get no new distributed connections, whoever distributes and across restarts of the system. Connections that are there go on.",
            "None. RESUME undoes it."),
    EZX6011I(
            Severity.INFORMATION, "%s IS RESUMED", "The servers named get new distributed connections again.", "None."),
    EZX6012I(
            Severity.INFORMATION,
            "%s IS ALREADY QUIESCED",
            "QUIESCE was given for what is quiesced already.",
            "DISPLAY SYSPLEX,QUIESCED shows what is quiesced."),
    EZX6013I(
            Severity.INFORMATION,
            "%s IS NOT QUIESCED",
            "RESUME was given for what QUIESCE was not given for. What is quiesced is named in the same words for RESUME, or RESUME TARGET resumes all.",
            "DISPLAY SYSPLEX,QUIESCED shows what is quiesced, in the words that RESUME takes."),
    EZX6014E(
            Severity.ERROR,
            "%s CANNOT BE QUIESCED OR RESUMED: %s",
            "The command was refused, and nothing has changed.",
            "Do what the message advises."),
    EZX6015E(
            Severity.ERROR,
            "WHAT IS QUIESCED CANNOT BE READ FROM %s: %s",
            "The file that keeps what QUIESCE was given for is not as this system writes it. What could be read counts, the rest is ignored.",
            "Give QUIESCE again for what is missing."),
    EZX6016I(
            Severity.INFORMATION,
            "NOTHING THAT LISTENS NOW IS MEANT BY %s",
            "QUIESCE was given for a port nobody listens on, or for a job that has no listening socket there. It is kept, and counts"
                    + " as soon as such a server is started.",
            "None, if the server is to be started later. Else RESUME it in the same words, and compare port and job name with NETSTAT CONN"
                    + " and the names of the processes."),
    EZX6017E(
            Severity.ERROR,
            "NO MEMORY FOR maxConnections=%s: THE ROUTING TABLE NEEDS %s BYTES, AND %s ARE TO BE HAD. THE DEFAULT OF %s CONNECTIONS"
                    + " IS USED",
            "The table is outside of Java's heap, and the kernel has not that much memory for this process. The stack runs with a table"
                    + " that is smaller than configured.",
            "Set a lower maxConnections in the configuration org.ezplex.distributor, or give the host more memory, or the service a"
                    + " higher limit. Then start the system again."),
    EZZ4327I(
            Severity.INFORMATION,
            "ERROR CODE %s REGISTERING IP ADDRESS %s FOR DEVICE %s, HELD BY %s",
            "The adapter did not take the address, or addresses. E005: it holds it already. E00A: another station on the LAN answers for it,"
                    + " whose MAC address the message ends with. It is tried again; the message comes again when the holder changes.",
            "E00A: find the other holder, for example with arping; an owner that has just failed may have come back."),
    EZX4000I(
            Severity.INFORMATION,
            "OSA %s IS OPEN: DRIVER %s, MAC %s, VMAC %s, MTU %s",
            "The shared adapter takes registrations now.",
            "None."),
    EZX4001E(
            Severity.EVENTUAL,
            "OSA %s CANNOT BE OPENED: %s. TRYING AGAIN EVERY %s SECONDS",
            "The system runs without this adapter: it neither answers for DVIPAs on this LAN nor distributes connections.",
            "Follow the advice in the message; nothing need be restarted."),
    EZX4002E(
            Severity.EVENTUAL,
            "OSA %s HAS STOPPED RECEIVING AND IS BEING OPENED AGAIN",
            "The interface has vanished, or its driver has failed. Its addresses are withdrawn.",
            "None, if the next message says that it is open."),
    EZX4003E(
            Severity.EVENTUAL,
            "ADDRESS %s REGISTERED ON OSA %s IS ALSO USED BY STATION %s",
            "Another station on the LAN says that it has the address. The adapter announces it again in five seconds.",
            "Find the station and take the address from it. On a target, arp_announce must keep Linux from using a DVIPA in ARP."),
    EZX4004I(
            Severity.INFORMATION,
            "OSA %s LEAVES CONNECTIONS TO THE KERNEL",
            "A program in the kernel forwards the segments of established connections, and opens new ones where they are given out by turns."
                    + " What ends a connection, and all else, goes through this system.",
            "None."),
    EZX4005E(
            Severity.EVENTUAL,
            "OSA %s FORWARDS BY ITSELF, NOT IN THE KERNEL: %s",
            "The accelerator is wanted and cannot be had. All connections go through this system, at its own speed.",
            "Follow the advice in the message and put IPCONFIG QDIOACCELERATOR in force again, or take it out of the profile."),
    EZX4006E(
            Severity.EVENTUAL,
            "THE KERNEL'S PROGRAM ON %s HAD BEEN TAKEN AWAY AND HAS BEEN PUT THERE AGAIN",
            "Somebody has removed the filter at the interface's ingress, or its clsact queueing discipline. Connections stood still for"
                    + " up to a second, new ones among them.",
            "Find out who changes the interface's filters with tc, for example another network agent on this host, and have it leave the"
                    + " filter with priority 226 alone."),
    EZX4007I(
            Severity.INFORMATION,
            "OSA %s GOES ON WITH %s CONNECTIONS THAT THE KERNEL FORWARDED WHILE THIS SYSTEM DID NOT RUN",
            "The system's last run was killed less than a lease ago (leaseMillis). Connections that no target has any more leave the kernel"
                    + " when the targets have reported.",
            "None."),
    EZX4008E(
            Severity.EVENTUAL,
            "DRIVER %s DOES NOT OPEN OSA %s: %s. THE NEXT BEST ONE DOES",
            "Of the NIC drivers that may be used the best one failed. The adapter works, but slower.",
            "Follow the advice in the message and start the system again. If the host cannot have that driver, name the one to use in"
                    + " driver.target of the configuration org.ezplex.osa, for example (nic.driver=pcap)."),
    EZX3000I(
            Severity.INFORMATION,
            "FROM AN EARLIER RUN ON THIS HOST: %s DVIPAS ON lo ARE KEPT FOR THEIR CONNECTIONS, %s SETTINGS WERE TAKEN BACK",
            "The journal of the system's last run told of addresses it left for connections that go on without it, or of what it"
                    + " could not take back itself because it crashed; or TCP/IP's bundle was replaced, and goes on with what it had. An address goes when it has no connection and no list of the"
                    + " sysplex names it for this stack.",
            "None."),
    EZX3001E(
            Severity.ERROR,
            "A CHANGE OF THIS HOST COULD NOT BE TAKEN BACK: %s",
            "An address on lo, or a kernel setting, is not as it was before the system started. The journal keeps it.",
            "Take it back by hand, or start the system again as root."),
    EZX3002E(
            Severity.ERROR,
            "THE KERNEL'S NOTICES CANNOT BE READ ANY MORE: %s",
            "Ended connections and changed addresses are not noticed any more.",
            "Stop and start the system, and report the text."),
    EZX3003I(
            Severity.INFORMATION,
            "DVIPA %s STAYS ON lo FOR %s CONNECTIONS. THE NEXT START OF THE SYSTEM TAKES IT AWAY WHEN THEY HAVE ENDED."
                    + " THIS TAKES IT AWAY NOW AND CUTS THEM: ip address del %s dev lo",
            "The system stops, and servers on this host have connections to the DVIPA, which go on without it: another stack sends"
                    + " their packets here. arp_ignore and arp_announce stay too, so that the host does not answer ARP for the DVIPA.",
            "None. If the system is not to be started again on this host: wait until ss shows no connection to the DVIPA, which the"
                    + " command would cut, then enter it and put net.ipv4.conf.all.arp_ignore and arp_announce back to what you want."),
    EZX3004E(
            Severity.EVENTUAL,
            "dataDeviceName=%s CANNOT BE USED: %s. ITS DEFAULT %s IS USED",
            "The data device, through which a stack that distributes gives frames to its own servers, cannot be made under the configured"
                    + " name, for instance because an interface of another kind has it.",
            "Correct dataDeviceName in the configuration org.ezplex.tcpip and start the system again."),
    EZX8000I(
            Severity.INFORMATION,
            "LEVEL %s SIGNED BY %s IS BEING APPLIED. LEVEL %s RUNS",
            "The package is whole, its signer is trusted, and its bundles are exchanged now.",
            "None; EZX8001I, EZX8003E or EZX8004E tells what came of it."),
    EZX8001I(
            Severity.INFORMATION,
            "LEVEL %s SIGNED BY %s RUNS, IN PLACE OF LEVEL %s: %s BUNDLES CHANGED, %s NEW, %s GONE",
            "The upgrade is done, and the next start of the system starts this level.",
            "None. 'upgrade rollback' goes back to the level before."),
    EZX8002I(
            Severity.INFORMATION,
            "LEVEL %s RUNS AGAIN. LEVEL %s WAS TAKEN BACK",
            "A rollback was asked for and is done. The next start of the system starts this level.",
            "None."),
    EZX8003E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s WAS NOT APPLIED: %s. LEVEL %s RUNS AGAIN",
            "A bundle of the level did not start, or something that worked before did not work with it in time. What was done has been"
                    + " undone.",
            "Look at the messages before this one, and send them to whoever made the level."),
    EZX8004E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s WAS NOT APPLIED: %s. NOR IS LEVEL %s WHOLE: %s",
            "An upgrade failed, and so did some of what should have undone it. The next start of the system starts the level before, unless"
                    + " levels/current is what cannot be put back.",
            "Stop and start the system as soon as its part in the sysplex allows that."),
    EZX8005E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s CANNOT BE PUT INTO %s: %s",
            "The folder for levels cannot be written, or bundles of another level of this version run from it. Nothing has changed.",
            "Make room, or correct the permissions of the system's home, or give the level a higher version."),
    EZX8006I(
            Severity.INFORMATION,
            "LEVEL %s SIGNED BY %s IS STARTED WITH THE NEXT START OF THE SYSTEM. LEVEL %s RUNS",
            "The level was put in place, and what runs goes on. If a bundle of it does not start then, the level that runs now is started again.",
            "Stop and start the system when its part in the sysplex allows that. 'upgrade rollback' takes the level out of its place before."),
    EZX8007I(
            Severity.INFORMATION,
            "LEVEL %s HAS BEEN STARTED",
            "The level was put in place before, and all its bundles have started.",
            "None."),
    EZX8010E(
            Severity.ERROR,
            "%s IS NOT AN UPGRADE PACKAGE: %s",
            "The file cannot be read, is damaged, or was not made by 'ezplex package'. Nothing has changed.",
            "Compare the file with where it came from, and copy it again."),
    EZX8011E(
            Severity.ERROR,
            "%s IS NOT SIGNED",
            "The package has no manifest.p7s behind its manifest. Nothing has changed.",
            "Use a package that was made by 'ezplex package'."),
    EZX8012E(
            Severity.ERROR,
            "%s IS SIGNED BY SOMEBODY WHO IS NOT TRUSTED: %s",
            "None of the certificates in etc/trust of the system's home is the signer's, or it is not valid now, or not for code"
                    + " signing. Nothing has changed.",
            "If the signer is to be trusted, put the certificate (PEM) into etc/trust."),
    EZX8013E(
            Severity.ERROR,
            "THE SIGNATURE OF %s IS WRONG: %s",
            "The manifest is not the one that was signed. Nothing has changed.",
            "Do not use the file. Find out who changed it."),
    EZX8014E(
            Severity.ERROR,
            "%s IN %s IS NOT WHAT WAS SIGNED: %s",
            "A bundle is another one than the signed manifest tells of. Nothing has changed.",
            "Do not use the file. Find out who changed it."),
    EZX8015E(
            Severity.ERROR,
            "%s IS MISSING FROM %s",
            "The signed manifest tells of a bundle that is not in the package. Nothing has changed.",
            "Copy the file again."),
    EZX8016E(
            Severity.ERROR,
            "%s IN %s IS NOT IN ITS MANIFEST",
            "The package has more in it than was signed. Nothing has changed.",
            "Do not use the file. Find out who changed it."),
    EZX8017E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s HAS EXPIRED: IT WAS TO BE APPLIED BEFORE %s",
            "A package is made for a number of days, so that an old one with known faults cannot be used later. Nothing has changed.",
            "Use a newer package. If this one should be right, look at the host's clock."),
    EZX8018E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s IS OF THE FUTURE: IT WAS MADE AT %s",
            "By the host's clock the package has not been made yet. Nothing has changed.",
            "Look at the host's clock."),
    EZX8019E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s IS NOT HIGHER THAN LEVEL %s, WHICH RUNS",
            "An older level is not applied over a newer one. Nothing has changed.",
            "To go back to the level before, use 'upgrade rollback'."),
    EZX8020E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s IS FOR SYSPLEX %s, AND THIS IS %s",
            "The package was made for another sysplex. Nothing has changed.",
            "Use the package for this sysplex."),
    EZX8021E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s NEEDS A ROLLING RESTART OF SYSTEMS: %s",
            "What the level changes cannot be exchanged while the system runs, or, where something NEEDS what no bundle has, cannot work at all."
                    + " Nothing has changed. 'upgrade plan' lists all reasons.",
            "'upgrade stage' puts it in place for the next start of this system; 'upgrade sysplex' does that, and the restart, on all of them."),
    EZX8022E(
            Severity.ERROR,
            "%s IS TOO LARGE: %s",
            "A limit that protects the system was reached. Nothing has changed.",
            "Use a package that was made by 'ezplex package'."),
    EZX8023E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s CAN BE APPLIED TO LEVEL %s OR LATER, AND LEVEL %s RUNS",
            "A level between the two has to come first. Nothing has changed.",
            "Apply that level first."),
    EZX8024E(
            Severity.EVENTUAL,
            "AN UPGRADE IS ALREADY GOING ON",
            "One upgrade or rollback is done at a time. This one was not begun.",
            "Wait until 'upgrade status' tells that it has ended."),
    EZX8025E(
            Severity.EVENTUAL,
            "THERE IS NO LEVEL TO GO BACK TO: %s",
            "A rollback goes back over the last upgrade that was applied, and only once. Nothing has changed.",
            "'upgrade status' shows what runs and what was before."),
    EZX8026E(
            Severity.ERROR,
            "%s IS NOT A CERTIFICATE: %s",
            "A file in etc/trust of the system's home cannot be read. No package is taken until it can.",
            "Correct the file or take it away."),
    EZX8027E(
            Severity.EVENTUAL,
            "LEVEL %s. THE DISTRIBUTION'S BUNDLES ARE STARTED INSTEAD",
            "levels/current in the home names a level whose files are missing, damaged or changed, or, where the system is sealed, not of a"
                    + " signer in etc/trust; or it names none.",
            "Apply the package of the level again, or delete levels/current to go on with the distribution's bundles."),
    EZX8028E(
            Severity.EVENTUAL,
            "LEVEL %s WAS BEING PUT IN FORCE WHEN THE SYSTEM ENDED. LEVEL %s RUNS",
            "The system was killed, or the host died, in the middle of an upgrade or rollback. A whole level was"
                    + " started.",
            "Enter the command again if the level that runs is not the one you want."),
    EZX8029E(
            Severity.ERROR,
            "%s CANNOT BE READ: %s",
            "There is no such file on the host of the system, or the system may not read it. Nothing has changed.",
            "Correct the name, which is relative to the system's home, or the permissions."),
    EZX8030I(
            Severity.INFORMATION,
            "PLAN FOR LEVEL %s (%s) SIGNED BY %s, WHERE LEVEL %s RUNS",
            "Answer to UPGRADE PLAN. Nothing has changed.",
            "None."),
    EZX8031I(Severity.INFORMATION, "UPGRADE STATUS OF %s", "Answer to UPGRADE STATUS.", "None."),
    EZX8032I(
            Severity.INFORMATION,
            "SYSPLEX UPGRADE STATUS FROM %s",
            "Answer to UPGRADE SYSPLEX and UPGRADE STATUS SYSPLEX: the level of each system, and how the last rolling"
                    + " upgrade stands.",
            "None."),
    EZX8033E(
            Severity.EVENTUAL,
            "THIS SYSTEM IS SEALED AND DOES NOT START BUNDLE %s",
            "Somebody has installed or updated a bundle by hand. It stays where it is, and none of it runs.",
            "Find out who did. Uninstall it; what is to run belongs in a level that is signed."),
    EZX8034E(
            Severity.ERROR,
            "LEVEL %s SIGNED BY %s HAS NO SEAL, AND THIS SYSTEM IS SEALED",
            "The package was made by a version of Ezplex that puts no seal into it, without which a sealed system starts no bundle."
                    + " Nothing has changed.",
            "Make the package again with this version."),
    EZX8040I(
            Severity.INFORMATION,
            "ROLLING UPGRADE TO LEVEL %s, ASKED FOR AT %s, BEGINS ON %s",
            "Every system has the package and found nothing against it. They apply it one after the other.",
            "None. 'upgrade status sysplex' shows how far it is, 'upgrade sysplex rollback' gives it up."),
    EZX8041E(
            Severity.ERROR,
            "LEVEL %s IS NOT APPLIED TO THE SYSPLEX: %s",
            "A system has refused the package, or did not answer. Nothing has changed on any system.",
            "Correct what the message names; the message with the number in it is explained in this list. Then enter"
                    + " the command again."),
    EZX8042I(
            Severity.INFORMATION,
            "ROLLING UPGRADE, LEVEL %s, %s: IT IS THE TURN OF %s",
            "The system changes its level. The next one does so when this one works and is an active member.",
            "None."),
    EZX8043I(
            Severity.INFORMATION,
            "LEVEL %s RUNS ON ALL SYSTEMS OF THE ROLLING UPGRADE: %s",
            "The rolling upgrade is done.",
            "None. 'upgrade sysplex rollback' goes back on all of them."),
    EZX8044E(
            Severity.ERROR,
            "ROLLING UPGRADE TO LEVEL %s IS GIVEN UP BY %s. WHO HAS IT GOES BACK",
            "A system could not apply the level and has undone what it did, or the operator wanted it. The systems"
                    + " that have the level go back to the one before, one after the other.",
            "Look at the messages of the system that is named, and send them to whoever made the level."),
    EZX8045I(
            Severity.INFORMATION,
            "LEVEL %s RUNS ON %s. IT IS APPLIED TO %s WHEN THEY RETURN",
            "A system was lost before it had its turn, or takes the level no more. The others are done.",
            "Start the systems that are named. 'upgrade status sysplex' tells of one that is there why it has another"
                    + " level."),
    EZX8046I(
            Severity.INFORMATION,
            "LEVEL %s HAS BEEN TAKEN BACK. ACTIVE SYSTEMS THAT STILL RUN IT: %s",
            "The rolling upgrade was given up, and whoever could go back has done so.",
            "If a system is named, its messages tell why it could not go back. Stop and start it."),
    EZX8047E(
            Severity.EVENTUAL,
            "ROLLING UPGRADE TO LEVEL %s WAITS FOR %s, WHICH WAS LOST WHILE IT WAS ITS TURN",
            "What has killed the system may be the level, so no other one applies it until that system is there again"
                    + " and has it.",
            "Start the system again, or give the upgrade up with 'upgrade sysplex rollback'. The others then go back without it, two minutes after its"
                    + " turn began at the latest, and it does when it returns."),
    EZX8048E(
            Severity.EVENTUAL,
            "%s RUNS LEVEL %s, AND THE SYSPLEX WAS BROUGHT TO LEVEL %s",
            "The system was not there when the rolling upgrade began, so it was not asked; or it was lost, and refused the level when it"
                    + " returned, as 'upgrade status sysplex' tells. Levels may live together for a while.",
            "Enter 'upgrade apply' with the package of that level on the system."),
    EZX8049E(
            Severity.ERROR,
            "NO ROLLING UPGRADE: %s",
            "What was asked for cannot be done now. Nothing has changed.",
            "'upgrade status sysplex' shows the systems and what goes on."),
    EZX0010E(
            Severity.EVENTUAL,
            "%s IS NOT AVAILABLE: %s. WITHOUT IT: %s. TO GET IT: %s",
            "An optional part of the host is missing; the system runs without it.",
            "Follow the advice in the message if the function is wanted.");

    private final Severity severity;
    private final String template;
    private final String explanation;
    private final String response;

    Message(Severity severity, String template, String explanation, String response) {
        this.severity = severity;
        this.template = template;
        this.explanation = explanation;
        this.response = response;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** The text with {@code %s} where an insert goes. */
    public String template() {
        return template;
    }

    /** What it means, for the message reference. */
    public String explanation() {
        return explanation;
    }

    /** What the operator should do, for the message reference. */
    public String response() {
        return response;
    }

    /** The text with {@code inserts} in place. */
    public String text(Object... inserts) {
        return String.format(Locale.ROOT, template, inserts);
    }
}
