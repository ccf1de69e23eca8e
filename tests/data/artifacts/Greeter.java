package org.example;

/** What the tests of artifacts upload; made by {@code javac --release 17 -g:none -d . Greeter.java}. */
public final class Greeter {
    private Greeter() {}

    /** A greeting, by which a query proves that it ran this class. */
    public static String greet(String name) {
        return "Hello, " + name + "!";
    }
}
