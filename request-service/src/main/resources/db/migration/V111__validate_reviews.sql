-- Apart from what adds it: there the table is locked, and nobody could read or vote while every row is looked at.
alter table request.request validate constraint request_reviewed;
