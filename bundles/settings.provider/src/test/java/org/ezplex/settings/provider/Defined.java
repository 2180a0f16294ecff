// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.util.Map;
import java.util.TreeMap;
import org.ezplex.system.SettingKind;
import org.osgi.service.metatype.AttributeDefinition;

/** A setting as Metatype describes it. */
record Defined(String id, String name, int type, int cardinality, String text, long least, long most)
        implements AttributeDefinition {
    Defined(String id, int type, int cardinality, String text, long least, long most) {
        this(id, id, type, cardinality, text, least, most);
    }

    /** As the XCF group, the adapter and TCP/IP have them. */
    static Map<String, AttributeDefinition> some() {
        Map<String, AttributeDefinition> all = new TreeMap<>();
        for (Defined one : new Defined[] {
            new Defined("failureDetectionMillis", LONG, 0, "250", 100, 60_000),
            new Defined("port", INTEGER, 0, "7800", Long.MIN_VALUE, Long.MAX_VALUE),
            new Defined("ratio", DOUBLE, 0, "0.5", 0, 0),
            new Defined("on", BOOLEAN, 0, "true", 0, 0),
            new Defined("interfaceName", STRING, 0, "", 0, 0),
            new Defined("dataDeviceName", SettingKind.DEVICE_NAME, STRING, 0, "ezd%d", 0, 0),
            new Defined("oldDeviceName", STRING, 0, "", 0, 0),
            new Defined("driver.target", STRING, 0, "(nic.driver=pcap)", 0, 0),
            new Defined("hosts", STRING, Integer.MAX_VALUE, null, 0, 0),
            new Defined("ports", INTEGER, Integer.MAX_VALUE, "1,2", 0, 9)
        }) {
            all.put(one.id, one);
        }
        return all;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getID() {
        return id;
    }

    @Override
    public String getDescription() {
        return "";
    }

    @Override
    public int getCardinality() {
        return cardinality;
    }

    @Override
    public int getType() {
        return type;
    }

    @Override
    public String[] getOptionValues() {
        return null;
    }

    @Override
    public String[] getOptionLabels() {
        return null;
    }

    /** As Felix: nothing, or a few words that do not say the limit. */
    @Override
    public String validate(String value) {
        long number = Long.parseLong(value);
        return number < least || number > most ? "Value out of range" : "";
    }

    @Override
    public String[] getDefaultValue() {
        return text == null ? null : text.split(",");
    }
}
