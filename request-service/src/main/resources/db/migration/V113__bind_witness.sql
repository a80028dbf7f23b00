-- A witness stands by what they have seen: this attempt, not a later one that may ask for more. What was said before this
-- column came names no attempt and serves for nothing; it would have run out within ten minutes.
alter table request.override_witness add column iteration int;
