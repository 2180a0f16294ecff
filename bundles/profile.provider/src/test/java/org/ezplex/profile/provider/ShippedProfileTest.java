// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Profile;
import org.junit.jupiter.api.Test;

/** The profile that an installation begins with. */
class ShippedProfileTest {
    private static final Path SHIPPED = Path.of("..", "..", "runtime", "appliance", "src", "etc", "PROFILE.TCPIP");

    private static Profile clean(String text) {
        Compilation compilation = Compile.text(text);
        assertThat(compilation.diagnostics()).isEmpty();
        return compilation.profile();
    }

    @Test
    void untouchedItTakesNoAddress() throws IOException {
        Profile profile = clean(Files.readString(SHIPPED));
        assertThat(profile.dvipas()).isEmpty();
        assertThat(profile.ipConfig().dynamicXcf()).isEmpty();
    }

    @Test
    void withItsSampleUncommentedItDistributesAndHasADynamicXcfAddress() throws IOException {
        Profile profile = clean(Files.readString(SHIPPED).replaceAll("(?m)^;(?=\\S)", ""));
        assertThat(profile.dvipas()).hasSize(1);
        assertThat(profile.distributions()).hasSize(1);
        assertThat(profile.distributions().get(0).method()).isInstanceOf(DistMethod.RoundRobin.class);
        assertThat(profile.ipConfig().dynamicXcf().orElseThrow().toString()).isEqualTo("198.51.100.1/24");
        assertThat(profile.ipConfig().sysplexRouting()).isTrue();
    }
}
