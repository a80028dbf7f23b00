package dev.countersign.rules.core.condition;

/**
 * The words between the facts and the values of a condition, in one language. What traces keep is
 * in {@link #ENGLISH}; a page may say the same in another.
 */
public interface ConditionVocabulary {

  ConditionVocabulary ENGLISH = new EnglishVocabulary();

  String always();

  String never();

  String both(String one, String other);

  String either(String one, String other);

  String not(String part);

  String onMissing(String part, String answer);

  String between(String fact, String low, String high);

  String is(String fact, String value);

  String isOneOf(String fact, String values);

  String contains(String fact, String text);

  String startsWith(String fact, String text);

  String endsWith(String fact, String text);

  String isEmpty(String fact);

  String crosses(String change, String tiers);

  String crossesUp(String change, String tiers);

  String crossesDown(String change, String tiers);

  String percentOf(String percent, String fact);

  String fields(int number);

  String missing();
}
