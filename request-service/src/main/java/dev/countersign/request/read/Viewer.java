package dev.countersign.request.read;

/** Who looks: a person of one partner, as their token says. */
public record Viewer(String partner, String person) {}
