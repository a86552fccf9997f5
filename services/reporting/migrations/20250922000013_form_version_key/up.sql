-- What was remembered by it is found by it.
alter table form_version add constraint form_version_id_key unique (id);
