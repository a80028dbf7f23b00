package dev.countersign.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaStepsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table a.b",
        "alter table a.b drop column c",
        "alter table a.b add column d int, drop column c",
        "alter table a.b rename column c to d",
        "ALTER TABLE a.b\n  RENAME TO c",
        "alter table a.b alter column c type bigint",
        "alter table a.b alter column c set data type bigint",
        "alter table a.b alter column c set not null",
        "alter table a.b add column c int not null",
        "alter table a.b add constraint c check (d > 0)",
        "alter table a.b add constraint c check (d in (1, 2)) not valid, add check (e > 0)",
        "alter table a.b add foreign key (c) references a.d",
        "alter table a.b add constraint c unique (d, e)",
        "create table a.c (d int); alter table a.b add check (c > 0)",
        "alter table a.b drop constraint c, add constraint c check (d in (1, 2)) not valid;\n"
            + "alter table a.b validate constraint c"
      })
  @DisplayName("D13: what the version before could not live with is found")
  void whatHurtsTheVersionBeforeIsFound(String sql) {
    assertThat(SchemaSteps.faults(sql)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table a.b add column c int",
        "alter table a.b add column c int not null default 0",
        "alter table a.b add column c boolean not null generated always as (d > 0) stored",
        "alter table a.b drop constraint c, add constraint c check (d in (1, 2)) not valid",
        "alter table a.b validate constraint c",
        "alter table a.b add constraint c check (d > 0) not valid; alter table a.b validate constraint e",
        "create table a.b (c int primary key); alter table a.b add check (c > 0)",
        "-- drop table a.b;\ncreate index d on a.b (c); drop index a.e",
        "do $$ begin execute 'drop table a.b'; alter table a.b drop column c; end $$",
        "create or replace function f() returns int language sql as $x$ select 1; $x$"
      })
  @DisplayName("D13: what only adds, or touches a table of its own, passes")
  void whatOnlyAddsPasses(String sql) {
    assertThat(SchemaSteps.faults(sql)).isEmpty();
  }
}
