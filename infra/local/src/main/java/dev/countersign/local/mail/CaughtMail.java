package dev.countersign.local.mail;

import java.time.Instant;

/**
 * A mail as it came over the wire, not looked into.
 *
 * @param to the recipient that the sender named to the server
 * @param source of the whole message
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Written once by the server, and read by the parser alone.
record CaughtMail(long id, Instant at, String from, String to, byte[] source) {}
