package dev.countersign.local.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last mails that arrived, newest first; older ones are forgotten, be they many or large. */
final class Mailbox {

  private static final int CAPACITY = 2_000;
  private static final int MOST_BYTES = 16_000_000;

  private final Deque<CaughtMail> mails = new ArrayDeque<>();
  private long lastId;
  private long bytes;

  synchronized long nextId() {
    return ++lastId;
  }

  synchronized void add(CaughtMail mail) {
    mails.addFirst(mail);
    bytes += mail.source().length;
    while (mails.size() > CAPACITY || bytes > MOST_BYTES) {
      bytes -= mails.removeLast().source().length;
    }
  }

  synchronized List<CaughtMail> to(Optional<String> recipient, int limit) {
    return mails.stream()
        .filter(mail -> recipient.isEmpty() || mail.to().equals(recipient.get()))
        .limit(limit)
        .toList();
  }

  synchronized Optional<CaughtMail> find(String id) {
    return mails.stream().filter(mail -> Long.toString(mail.id()).equals(id)).findFirst();
  }
}
