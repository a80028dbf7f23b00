package dev.countersign.notification.app;

/** Up to where a partition of a topic is worked off; stored with the work itself. */
public record Position(String group, String topic, int partition, long nextOffset) {}
