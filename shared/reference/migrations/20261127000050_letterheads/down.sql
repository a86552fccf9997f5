alter table organization drop column letterhead;
alter table organization drop column head_authority;
alter table organization drop column head_title;
alter table organization drop column place;
