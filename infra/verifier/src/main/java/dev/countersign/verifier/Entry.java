package dev.countersign.verifier;

/**
 * One ledger entry as it was found.
 *
 * @param previous the hash of the entry before, as stored; hex
 * @param hash its own hash, as stored; hex
 * @param body the bytes that were published
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes are the point.
public record Entry(int seq, String previous, String hash, byte[] body) {}
