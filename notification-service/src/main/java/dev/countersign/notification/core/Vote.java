package dev.countersign.notification.core;

import java.util.Optional;

/** Who decided and why, as the maker is told. */
public record Vote(String personId, Optional<String> reason) {}
