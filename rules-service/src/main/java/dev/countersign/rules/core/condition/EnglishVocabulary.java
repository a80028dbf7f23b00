package dev.countersign.rules.core.condition;

/** What traces say; programs may have learnt to read it, so it stays as it is. */
final class EnglishVocabulary implements ConditionVocabulary {

  @Override
  public String always() {
    return "always";
  }

  @Override
  public String never() {
    return "never";
  }

  @Override
  public String both(String one, String other) {
    return one + " and " + other;
  }

  @Override
  public String either(String one, String other) {
    return one + " or " + other;
  }

  @Override
  public String not(String part) {
    return "not " + part;
  }

  @Override
  public String onMissing(String part, String answer) {
    return part + " (missing: " + answer + ")";
  }

  @Override
  public String between(String fact, String low, String high) {
    return fact + " between " + low + " and " + high;
  }

  @Override
  public String is(String fact, String value) {
    return fact + " is " + value;
  }

  @Override
  public String isOneOf(String fact, String values) {
    return fact + " is one of " + values;
  }

  @Override
  public String contains(String fact, String text) {
    return fact + " contains " + text;
  }

  @Override
  public String startsWith(String fact, String text) {
    return fact + " starts with " + text;
  }

  @Override
  public String endsWith(String fact, String text) {
    return fact + " ends with " + text;
  }

  @Override
  public String isEmpty(String fact) {
    return fact + " is empty";
  }

  @Override
  public String crosses(String change, String tiers) {
    return change + " crosses " + tiers;
  }

  @Override
  public String crossesUp(String change, String tiers) {
    return change + " crosses up " + tiers;
  }

  @Override
  public String crossesDown(String change, String tiers) {
    return change + " crosses down " + tiers;
  }

  @Override
  public String percentOf(String percent, String fact) {
    return percent + "% of " + fact;
  }

  @Override
  public String fields(int number) {
    return "an object of " + number;
  }

  @Override
  public String missing() {
    return "missing";
  }
}
