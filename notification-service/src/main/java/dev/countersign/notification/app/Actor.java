package dev.countersign.notification.app;

/** On whose behalf something is done. */
public record Actor(String partnerId, String personId) {}
