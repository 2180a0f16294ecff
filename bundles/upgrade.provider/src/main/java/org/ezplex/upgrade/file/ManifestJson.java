// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/** The manifest as JSON. Fields that are not known are passed over, so that a later form may say more. */
public final class ManifestJson {
    private ManifestJson() {}

    /** The octets that are signed. */
    public static byte[] write(LevelManifest manifest) {
        JsonProvider json = JsonProvider.provider();
        JsonArrayBuilder bundles = json.createArrayBuilder();
        for (LevelManifest.Entry entry : manifest.bundles()) {
            bundles.add(json.createObjectBuilder()
                    .add("symbolicName", entry.symbolicName())
                    .add("version", entry.version().toString())
                    .add("file", entry.file())
                    .add("size", entry.size())
                    .add("sha256", entry.sha256())
                    .add("startLevel", entry.startLevel()));
        }
        return json.createObjectBuilder()
                .add("format", PackageFormat.NUMBER)
                .add("name", manifest.name())
                .add("version", manifest.version().toString())
                .add("sysplex", manifest.sysplex())
                .add("created", manifest.created().toString())
                .add("expires", manifest.expires().toString())
                .add("lowest", manifest.lowest().toString())
                .add("bundles", bundles)
                .add("seal", manifest.seal())
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Throws {@link IllegalArgumentException}, with a reason, for anything that is not a whole manifest within bounds. */
    public static LevelManifest read(byte[] octets) {
        try {
            checkDepth(octets);
            try (JsonReader reader = JsonProvider.provider().createReader(new ByteArrayInputStream(octets))) {
                return checked(manifest(reader.readObject()));
            }
        } catch (JsonException
                | ClassCastException
                | NullPointerException
                | DateTimeException
                | ArithmeticException e) {
            throw new IllegalArgumentException("the manifest has not the form of one", e);
        }
    }

    /** The reader calls itself for each level of nesting; the parser does not. */
    private static void checkDepth(byte[] octets) {
        int depth = 0;
        try (JsonParser parser = JsonProvider.provider().createParser(new ByteArrayInputStream(octets))) {
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_ARRAY, START_OBJECT -> depth++;
                    case END_ARRAY, END_OBJECT -> depth--;
                    default -> {}
                }
                require(depth <= PackageFormat.MOST_DEPTH, "the manifest is nested too deep");
            }
        }
    }

    private static LevelManifest manifest(JsonObject object) {
        int format = object.getInt("format");
        require(format == PackageFormat.NUMBER, "the manifest is of form " + format + ", which is not known here");
        List<LevelManifest.Entry> bundles = new ArrayList<>();
        object.getJsonArray("bundles")
                .getValuesAs(JsonObject.class)
                .forEach(bundle -> bundles.add(new LevelManifest.Entry(
                        bundle.getString("symbolicName"),
                        Version.parseVersion(bundle.getString("version")),
                        bundle.getString("file"),
                        bundle.getJsonNumber("size").longValueExact(),
                        bundle.getString("sha256"),
                        bundle.getJsonNumber("startLevel").intValueExact())));
        return new LevelManifest(
                object.getString("name"),
                Version.parseVersion(object.getString("version")),
                object.getString("sysplex"),
                Instant.parse(object.getString("created")),
                Instant.parse(object.getString("expires")),
                Version.parseVersion(object.getString("lowest")),
                bundles,
                object.getString("seal", ""));
    }

    /** The manifest, if its values are such as a system can use. Also for who makes one. */
    public static LevelManifest checked(LevelManifest manifest) {
        matches(PackageFormat.NAME, manifest.name(), "name");
        matches(PackageFormat.NAME, manifest.version().toString(), "version");
        matches(PackageFormat.SYSPLEX, manifest.sysplex(), "sysplex");
        matches(PackageFormat.SEAL, manifest.seal(), "seal");
        int count = manifest.bundles().size();
        require(count > 0 && count <= PackageFormat.MOST_BUNDLES, count + " bundles");
        Set<String> files = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (LevelManifest.Entry entry : manifest.bundles()) {
            matches(PackageFormat.FILE, entry.file(), "file");
            matches(PackageFormat.SYMBOLIC_NAME, entry.symbolicName(), "symbolicName");
            matches(PackageFormat.SHA256, entry.sha256(), "sha256");
            require(entry.size() > 0, "size " + entry.size());
            require(entry.startLevel() >= 1 && entry.startLevel() <= 99, "startLevel " + entry.startLevel());
            require(files.add(entry.file()), entry.file() + " is listed twice");
            require(names.add(entry.symbolicName()), entry.symbolicName() + " is listed twice");
        }
        return manifest;
    }

    private static void matches(Pattern pattern, String value, String what) {
        require(pattern.matcher(value).matches(), what + " is " + PackageFormat.printable(value));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
