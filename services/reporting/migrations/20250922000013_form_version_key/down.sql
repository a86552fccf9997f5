alter table form_version drop constraint form_version_id_key;
