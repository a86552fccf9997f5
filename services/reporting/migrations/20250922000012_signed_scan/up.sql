-- The signed sheet, scanned: what is known of the file, which is kept beside the database.
alter table consolidated_report
    add column signed_scan jsonb,
    add constraint consolidated_report_signed_scan_check check (signed_scan is null or approved_at is not null);
