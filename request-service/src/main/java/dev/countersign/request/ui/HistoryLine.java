package dev.countersign.request.ui;

/** One entry of a request's ledger in words, with what somebody said if anybody did. */
public record HistoryLine(int seq, String text, String said, Moment at) {}
