package dev.countersign.request.app;

/** An event of a producing system, as its source and id name it. */
public record EventName(String source, String id) {}
