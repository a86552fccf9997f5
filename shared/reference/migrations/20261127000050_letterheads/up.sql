alter table organization add column letterhead text;
alter table organization add column head_authority text;
alter table organization add column head_title text;
alter table organization add column place text;
alter table organization add constraint organization_letterhead_check check (letterhead is nfc normalized);
alter table organization add constraint organization_head_authority_check check (head_authority is nfc normalized);
alter table organization add constraint organization_head_title_check check (head_title is nfc normalized);
alter table organization add constraint organization_place_check check (place is nfc normalized);
