package dev.countersign.notification.core;

import java.util.UUID;

/** Which ledger event: the place in one request's gap-free sequence. */
public record EventKey(String partnerId, UUID requestId, long seq) {}
