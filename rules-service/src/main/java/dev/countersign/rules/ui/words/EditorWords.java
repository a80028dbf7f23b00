package dev.countersign.rules.ui.words;

import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the tables of workflows and levels; what they are stands in {@code
 * messages/editor_*}.
 */
@MessageBundle(value = "editor", locale = "en")
public interface EditorWords {
  String title();

  String about();

  String workflows();

  String name();

  String type();

  String description();

  String active();

  String edit();

  String delete();

  String waits();

  String deleteDraft(String name);

  String theDraft(String name);

  String retire();

  String inShadow();

  String noWorkflow();

  String newWorkflow();

  String fromAmount();

  String asksAlways();

  String firstRole();

  String addWorkflow();

  String clear();

  String updateTitle();

  String manyMatch();

  String allAsked();

  String firstDecides();

  String updateWorkflow();

  String another();

  String levels();

  String review();

  String onlyDraft();

  String wholeFindings();

  String rule();

  String deleteRuleAndLevels(String id);

  String deleteRule();

  String whereEmpty();

  String updateRule();

  String where();

  String newBand();

  String of(String name);

  String newRule();

  String notShown();

  String stays();

  String changeInYaml();

  String ruleId();

  String everyAmountHint();

  String currency();

  String edge();

  String inBand();

  String belowBand();

  String addRule();

  String addBand();

  String everyAmount();

  String from();

  String to();

  String updateBand();

  String deleteBand();

  String startingAt(String from);

  String bandOver(String from);

  String bandFrom(String from);

  String overUpTo(String from, String to);

  String fromUpTo(String from, String to);

  String ofTracks(int number);

  String all();

  String anyOne();

  String most();

  String thisMany();

  String percent();

  String howMany();

  String updateTracks();

  String sideBySide(int number);

  String track();

  String renameTrack();

  String levelsOf();

  String level();

  String role();

  String minApprovers();

  String autoApprove();

  String upperBound();

  String escalationDays();

  String escalateTo();

  String location();

  String conditions();

  String orderDelete();

  String onlyIf();

  String yes();

  String no();

  String until();

  String earlier(String name);

  String later(String name);

  String newLevel();

  String newLevelOf(String track);

  String any();

  String allOfThem();

  String majority();

  String ladder();

  String days(int number);

  String managerOfMaker();

  String managerOfApprover();

  String whomNames(String path);

  String user(String name);

  String group(String name);

  String addALevel();

  String updateALevel(int number);

  String nameHint();

  String trackHint();

  String approvers();

  String approver(int number);

  String kept();

  String takenOut();

  String keptHint();

  String kindRole();

  String kindPerson();

  String kindGroup();

  String kindManagerOfMaker();

  String kindManagerOfApprover();

  String kindAttribute();

  String who();

  String isApprover(int number);

  String ofApprover(int number);

  String branch();

  String approversHint();

  String allPeople();

  String anyPerson();

  String mostPeople();

  String howManyPeople();

  String rejectedBy();

  String firstRejection();

  String unreachable();

  String manyRejections();

  String howManyRejections();

  String andOnlyIf();

  String conditionHint();

  String escalation();

  String ladderHint();

  String afterHint();

  String thenWhat();

  String nothingElse();

  String remind();

  String tellOperators();

  String expires();

  String askOthers();

  String none();

  String addLevel();

  String updateLevel();

  String beforeItCounts();

  String tryIt();

  String withSmall();
}
