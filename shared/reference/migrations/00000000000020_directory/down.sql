drop table directory_state;
drop table calendar_day;
drop table oversight;
drop table audience;
drop table organization;
