// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.TableScene.CLIENT;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;
import static org.ezplex.distributor.provider.TableScene.xcf;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.FlowBatch;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Openings;
import org.junit.jupiter.api.Test;

class KernelTurnsTest {
    private static final Flow OPENED = new Flow().set(CLIENT.high(), CLIENT.low(), 2000, DVIPA.high(), DVIPA.low(), 80);

    private final TableScene scene = new TableScene();
    private final List<String> told = new ArrayList<>();
    private boolean room = true;
    private boolean takes = true;
    private final KernelFlows kernel = (KernelFlows) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KernelFlows.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "turns" ->
                    told.add("%s.%d %s from %d"
                                    .formatted(args[0], (int) args[1], Arrays.toString((int[]) args[2]), (int) args[3]))
                            && takes;
                case "endTurns" -> {
                    told.add("%s.%d ends".formatted(args));
                    yield null;
                }
                case "put", "putOpening" ->
                    told.add("%s %d".formatted(method.getName(), ((Flow) args[0]).srcPort())) && room;
                case "putAll" -> putAll((FlowBatch) args[0]);
                default -> false;
            });

    private long putAll(FlowBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            told.add("%s %d"
                    .formatted(
                            batch.isOpening(i) ? "putOpening" : "put",
                            batch.flow(i).srcPort()));
        }
        return room ? -1L >>> -batch.size() : 0;
    }

    private void use() {
        KernelShadow shadow = new KernelShadow(kernel);
        scene.table().shadow(shadow);
        scene.turns().use(kernel, shadow);
    }

    private List<String> told() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    @Test
    void aPortIsTheKernelsWhileItHasTurns() {
        scene.publish(Map.of(80, Map.of("SYS2", 1, "SYS3", 1)));
        use();
        assertThat(told()).containsExactly("192.0.2.100.80 [1, 2] from 0");
        scene.publish(Map.of(80, Map.of("SYS2", 1, "SYS3", 1)));
        assertThat(told()).as("nothing has changed").isEmpty();
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(told()).containsExactly("192.0.2.100.80 ends", "192.0.2.100.80 [1] from 0");
        scene.publishWeighted(Map.of(xcf(2), 3, xcf(3), 1));
        assertThat(told()).as("nobody can tell beforehand").containsExactly("192.0.2.100.80 ends");
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.tables().keeper().withdraw(DVIPA, Set.of());
        assertThat(told()).containsExactly("192.0.2.100.80 [1] from 0", "192.0.2.100.80 ends");
    }

    @Test
    void theTurnGoesOnFromOneToTheOther() {
        scene.publish(Map.of(80, Map.of("SYS2", 1, "SYS3", 1)));
        scene.syn(1999);
        use();
        assertThat(told()).contains("192.0.2.100.80 [1, 2] from 1");
        scene.forwarder().hear(() -> {
            scene.forwarder().hear(() -> true);
            new Openings(scene.forwarder(), scene.table(), new Counters(), kernel, () -> {}).opening(OPENED, 2);
            return true;
        });
        scene.publish(Map.of(80, Map.of("SYS3", 1)));
        assertThat(told()).as("what was not heard of is").contains("192.0.2.100.80 [2] from 2");
        assertThat(scene.tables().reports().destinationPortTable(scene.state()))
                .singleElement()
                .extracting(entry -> entry.totalConnections())
                .isEqualTo(1L);
    }

    @Test
    void itHasWhatThereIsBeforeItOpensAny() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.syn(2001);
        scene.tables().keeper().enter("SYS2", List.of(connection(2002)), 0);
        use();
        assertThat(told()).containsExactlyInAnyOrder("putOpening 2001", "put 2002", "192.0.2.100.80 [1] from 1");
        scene.tables().keeper().enter("SYS3", List.of(connection(2003)), 0);
        assertThat(told()).containsExactly("put 2003");
    }

    @Test
    void onePortThatIsRefusedIsOfferedAgainOnlyWhenItsTargetsChange() {
        use();
        takes = false;
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(told()).containsExactly("192.0.2.100.80 [1] from 0");
        takes = true;
        scene.publish(Map.of(80, Map.of("SYS3", 1)));
        assertThat(told()).containsExactly("192.0.2.100.80 [2] from 0");
    }

    @Test
    void itOpensNoneIfItHasNoRoomForAllThereAre() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.syn(2001);
        room = false;
        use();
        assertThat(told()).containsOnly("putOpening 2001");
        room = true;
        scene.publish(Map.of(80, Map.of("SYS3", 1)));
        assertThat(told()).containsExactly("putOpening 2001", "192.0.2.100.80 [2] from 1");
    }

    @Test
    void itOpensNoMoreWhenThereIsNoRoomForWhatItOpensUntilTheTargetsChange() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        use();
        told();
        scene.turns().full();
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(told()).containsExactly("192.0.2.100.80 ends");
        scene.publish(Map.of(80, Map.of("SYS3", 1)));
        assertThat(told()).containsExactly("192.0.2.100.80 [2] from 0");
    }

    @Test
    void whereOnlyThisStackIsReadyThereIsNothingForTheKernel() {
        use();
        scene.publish(Map.of(80, Map.of("SYS1", 1)));
        assertThat(told()).isEmpty();
    }

    @Test
    void oneThatIsDroppedIsGivenNothingMore() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        use();
        told();
        scene.turns().drop();
        scene.publish(Map.of(80, Map.of("SYS3", 1)));
        assertThat(told()).containsExactly("192.0.2.100.80 ends");
    }
}
