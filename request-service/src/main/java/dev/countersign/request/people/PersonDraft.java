package dev.countersign.request.people;

import java.text.Normalizer;
import java.util.List;

/** What a partner admin wants the directory to say about a person, in one canonical spelling. */
public record PersonDraft(String name, String mail, boolean active, List<String> roles) {

  public PersonDraft {
    name = canonical(name);
    mail = mail.strip();
    roles = roles.stream().map(PersonDraft::canonical).distinct().sorted().toList();
  }

  private static String canonical(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
