package dev.heatup.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A digest of classes with all of the product's that they name, over any number of steps. Stateless. */
final class ClassDigest {

    /** As class files write it. */
    private static final Pattern CLASS = Pattern.compile("dev/heatup/[A-Za-z0-9_$/]+");

    private ClassDigest() {}

    /**
     * 64 hexadecimal digits.
     *
     * @param data that goes with the code
     */
    static String of(String data, Class<?>... roots) {
        TreeMap<String, byte[]> code = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(
                Stream.of(roots).map(root -> root.getName().replace('.', '/')).toList());
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!code.containsKey(name)) {
                byte[] bytes = bytes(name);
                code.put(name, bytes);
                Matcher named = CLASS.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
                while (named.find()) {
                    open.add(named.group());
                }
            }
        }
        MessageDigest digest = sha256();
        digest.update(data.getBytes(StandardCharsets.UTF_8));
        code.values().forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Empty for what looks like a class and is none. */
    private static byte[] bytes(String name) {
        try (InputStream in = ClassDigest.class.getResourceAsStream("/" + name + ".class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the class " + name + " can't be read", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; this one lacks it", e);
        }
    }
}
