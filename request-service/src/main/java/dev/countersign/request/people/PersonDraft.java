package dev.countersign.request.people;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a partner admin wants the directory to say about a person, in one canonical spelling.
 *
 * @param serviceAccountOf the human who answers for what this account does, if it is one (N-07)
 * @param humanId the number by which the partner knows the human, the same for all their accounts
 */
public record PersonDraft(
    String name,
    String mail,
    boolean active,
    List<String> roles,
    Position position,
    List<Leave> leaves,
    Optional<String> serviceAccountOf,
    Optional<String> humanId) {

  public PersonDraft {
    name = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    mail = mail.strip();
    roles = Position.canonical(roles);
    leaves = leaves.stream().distinct().sorted(Comparator.comparing(Leave::from)).toList();
  }

  /** A person of whom no more is known than name, address and roles. */
  public PersonDraft(String name, String mail, boolean active, List<String> roles) {
    this(name, mail, active, roles, Position.NONE, List.of(), Optional.empty(), Optional.empty());
  }
}
