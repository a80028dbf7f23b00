package dev.countersign.local.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last mails that arrived, newest first; older ones are forgotten. */
final class Mailbox {

  private static final int CAPACITY = 2_000;

  private final Deque<Mail> mails = new ArrayDeque<>();
  private long lastId;

  synchronized long nextId() {
    return ++lastId;
  }

  synchronized void add(Mail mail) {
    mails.addFirst(mail);
    if (mails.size() > CAPACITY) {
      mails.removeLast();
    }
  }

  synchronized List<Mail> to(Optional<String> recipient, int limit) {
    return mails.stream()
        .filter(mail -> recipient.isEmpty() || mail.to().contains(recipient.get()))
        .limit(limit)
        .toList();
  }

  synchronized Optional<Mail> find(String id) {
    return mails.stream().filter(mail -> Long.toString(mail.id()).equals(id)).findFirst();
  }
}
