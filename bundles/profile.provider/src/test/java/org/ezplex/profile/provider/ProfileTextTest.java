// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Profile;
import org.ezplex.profile.provider.text.ProfileText;
import org.junit.jupiter.api.Test;

/** A profile as statements. That they come to the same profile is looked at by {@link Compile} for every test's. */
class ProfileTextTest {
    /** Something of all that a profile can have. */
    static final String EVERY_KIND =
            """
            INTERFACE OSA6 DEFINE IPAQENET6 PORTNAME P6 IPADDR 2001:db8:1::11/64 MTU 1400 VLANID 5 VMAC ROUTELCL
              MONSYSPLEX ISOLATE SECROUTER INBPERF DYNAMIC NOSMCR
            DEVICE OSA1 MPCIPA PRIROUTER AUTORESTART
            DEVICE VDEV VIRTUAL 0
            LINK ETH1 IPAQENET OSA1 VLANID 7 VMAC 02:00:00:00:00:aa
            LINK VLINK VIRTUAL 0 VDEV
            HOME 192.0.2.11 ETH1 192.0.2.9 VLINK
            BSDROUTINGPARMS TRUE ETH1 1492 0 255.255.255.0 0 VLINK DEFAULTSIZE 1 255.255.255.0 192.0.2.7
            ENDBSDROUTINGPARMS
            BEGINROUTES ROUTE 192.0.2.0/24 = ETH1 MTU 1492 ROUTE DEFAULT 192.0.2.1 ETH1 MTU DEFAULTSIZE
              ROUTE DEFAULT6 fe80::1 OSA6 MTU 1500 ROUTE 203.0.113.5 HOST 192.0.2.1 ETH1 ENDROUTES
            TRANSLATE 192.0.2.1 ETHERNET 020000000001 ETH1
            START OSA1 START OSA6
            IPCONFIG6 DYNAMICXCF 2001:db8:2::11/64 INTFID 0:0:0:1 SOURCEVIPAINT V6 SECCLASS 9 SMCD NODATAGRAMFWD
              SOURCEVIPA TCPSTACKSOURCEVIPA V6 HOPLIMIT 9 NOMULTIPATH
            IPCONFIG DYNAMICXCF 198.51.100.11 24 3 SECCLASS 8 SOURCEVIPA TCPSTACKSOURCEVIPA 192.0.2.100
              DATAGRAMFWD FWDMULTIPATH PERPACKET QDIOACCELERATOR QDIOPRIORITY 2 MULTIPATH FORMAT LONG NOIPSECURITY
            IPCONFIG NOSOURCEVIPA NODATAGRAMFWD NOQDIOACCELERATOR
            GLOBALCONFIG SYSPLEXMONITOR RECOVERY AUTOREJOIN DELAYJOIN NOJOIN MONINTERFACE DYNROUTE TIMERSECS 30
              SYSPLEXWLMPOLL 20 XCFGRPID 11 IQDVLANID 3 EXPLICITBINDPORTRANGE 5000 1024 ADJUSTDVIPAMSS ALL MAXRECS 7
            GLOBALCONFIG SYSPLEXMONITOR NORECOVERY
            VIPADYNAMIC
            VIPADEFINE TIER1 255.255.255.0 192.0.2.100 VIPADEFINE TIER2 CPCSCOPE MOVEABLE WHENIDLE SERVICEMGR 255.255.255.0 192.0.2.102
            VIPABACKUP 7 192.0.2.103 VIPABACKUP 8 MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.104
            VIPADEFINE V6 2001:db8:1::100/64 VIPABACKUP 9 V62 2001:db8:1::101
            VIPARANGE MOVEABLE DISRUPTIVE 255.255.255.240 192.0.2.192 SAF RES VIPARANGE V6R 2001:db8:1::/64
            VIPAROUTE 198.51.100.12 192.0.2.12 VIPASMPARMS SMMCAST 224.0.0.9 SMPORT 99 SMPASS SECRET
            VIPADISTRIBUTE TIER1 GRP GRE CONTROLPORT 1800 DISTM TARGCONTROLLED 192.0.2.100 PORT 80 DESTIP 192.0.2.77
            VIPADISTRIBUTE TIER2 GRP SYSPLEXPORTS 192.0.2.102 DESTIP ALL
            VIPADISTRIBUTE DISTM HOTSTANDBY NOAUTOSWITCHBACK OPTLOCAL 0 192.0.2.103 PORT 1-9 20
              DESTIP 198.51.100.11 PREFERRED 198.51.100.12 BACKUP 5
            VIPADISTRIBUTE DISTM WEIGHTEDACTIVE TIMEDAFFINITY 9 V6 PORT 80 DESTIP 2001:db8:2::12 WEIGHT 7
            ENDVIPADYNAMIC
            PORT 21 TCP OMVS NOAUTOLOG NODELAYACKS BIND 192.0.2.11 SAF FTP 23 UDP JOB1 UNRSV TCP * SAF X WHENBIND
              UNRSV UDP J2 DENY
            PORTRANGE 6000 10 TCP AUTHPORT 7000 5 UDP RESERVED 8000 3 TCP JOB3 SHAREPORTWLM
            SRCIP JOBNAME U* 192.0.2.100 SERVER JOBNAME V* V6 DESTINATION 203.0.113.0/24 192.0.2.100 ENDSRCIP
            AUTOLOG 5 FTPD JOBNAME FTPD1 PARMSTRING 'it is Quoted' WEB ENDAUTOLOG
            """;

    private static List<String> written(Profile profile) {
        return ProfileText.of(profile).lines();
    }

    @Test
    void noProfileIsNoStatement() {
        assertThat(ProfileText.of(Profile.EMPTY)).isEqualTo(new ProfileText(List.of(), 0));
    }

    @Test
    void whatHoldsIsWrittenWhateverTheFilesWere() {
        Profile initial = Compile.text(
                        "IPCONFIG DYNAMICXCF 198.51.100.&HOST. 255.255.255.0 1 SYSPLEXROUTING TTL 64",
                        "VIPADYNAMIC",
                        "VIPADEFINE 255.255.255.0 192.0.2.100 192.0.2.101",
                        "VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 80 443 DESTIP ALL",
                        "ENDVIPADYNAMIC",
                        "PORT 80 TCP WEB SHAREPORT 443 TCP RESERVED")
                .profile();
        Profile later = new Compile()
                .on(initial)
                .of(
                        "VIPADYNAMIC VIPADELETE 192.0.2.101",
                        "VIPADISTRIBUTE DELETE 192.0.2.100 PORT 443 DESTIP ALL",
                        "ENDVIPADYNAMIC")
                .profile();
        ProfileText text = ProfileText.of(later);
        assertThat(text.lines())
                .containsExactly(
                        "IPCONFIG",
                        "  DYNAMICXCF 198.51.100.11/24 1",
                        "  SYSPLEXROUTING",
                        "  TTL 64",
                        "VIPADYNAMIC",
                        "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.100",
                        "VIPADISTRIBUTE DISTMETHOD ROUNDROBIN 192.0.2.100 PORT 80 DESTIP ALL",
                        "ENDVIPADYNAMIC",
                        "PORT 80 TCP WEB SHAREPORT",
                        "PORT 443 TCP RESERVED");
        assertThat(text.statements()).isEqualTo(5);
    }

    @Test
    void everyKindOfStatementIsReadAgain() {
        Compilation all = Compile.text(EVERY_KIND);
        assertThat(Compile.errors(all)).isEmpty();
    }

    @Test
    void aPasswordIsNotWritten() {
        assertThat(written(Compile.block("VIPASMPARMS SMPASS SECRET").profile()))
                .containsExactly("VIPADYNAMIC", "VIPASMPARMS SMPASS NOTKEPT", "ENDVIPADYNAMIC");
    }
}
