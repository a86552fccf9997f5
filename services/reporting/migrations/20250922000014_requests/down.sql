alter table obligation drop column requests;
