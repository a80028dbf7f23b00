package dev.countersign.local.identity;

import static dev.countersign.local.Web.escaped;

import dev.countersign.local.person.People;
import dev.countersign.local.person.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people to sign in as, one button each. There are no passwords to remember. */
final class LoginPage {

  private LoginPage() {}

  static String of(Map<String, String> parameters) {
    String hidden =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals("person"))
            .map(LoginPage::hidden)
            .collect(Collectors.joining());
    String partners =
        People.all().stream()
            .map(Person::partner)
            .distinct()
            .map(LoginPage::partner)
            .collect(Collectors.joining());
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>Sign in · Countersign</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>
    body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:44rem;padding:0 1rem;color:#1b1f24}
    button{display:flex;justify-content:space-between;gap:1rem;width:100%%;padding:.6rem .8rem;margin:.25rem 0;
    border:1px solid #c9d1d9;border-radius:6px;background:#fff;font:inherit;text-align:left;cursor:pointer}
    button:hover,button:focus{background:#eef4ff;border-color:#3b6fd4}
    small{color:#57606a}
    </style></head><body>
    <h1>Who are you?</h1>
    <p>This is the sign-in of the local stack. Choose a person; there is no password.</p>
    <form method="post" action="login">%s%s</form>
    </body></html>
    """
        .formatted(hidden, partners);
  }

  private static String partner(String partner) {
    List<Person> people =
        People.all().stream().filter(person -> person.partner().equals(partner)).toList();
    return "<h2>%s</h2>".formatted(escaped(partner))
        + people.stream().map(LoginPage::button).collect(Collectors.joining());
  }

  private static String button(Person person) {
    String roles =
        Stream.concat(person.approverRoles().stream(), person.groups().stream())
            .collect(Collectors.joining(", "));
    return "<button name=\"person\" value=\"%s\"><span>%s</span><small>%s</small></button>"
        .formatted(escaped(person.id()), escaped(person.id()), escaped(roles));
  }

  private static String hidden(Map.Entry<String, String> parameter) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(escaped(parameter.getKey()), escaped(parameter.getValue()));
  }
}
