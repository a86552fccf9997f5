alter table form_version drop column id;
