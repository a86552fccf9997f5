alter table consolidated_report drop column signed_scan;
