package dev.countersign.local.person;

import java.util.List;

/**
 * One of the demo's people.
 *
 * @param id subject of the tokens and key in the directory
 * @param groups platform roles, which stand in the token
 * @param approverRoles the partner's own words for who approves, which stand in the directory
 */
public record Person(
    String id,
    String name,
    String mail,
    String partner,
    List<String> groups,
    List<String> approverRoles) {

  public Person {
    groups = List.copyOf(groups);
    approverRoles = List.copyOf(approverRoles);
  }
}
