drop table fulfilment;
drop table urging;
drop table date_request;
drop table evidence;
drop table progress_report;
drop table judgement;
drop table submission;
alter table attachment drop constraint attachment_assignment_id_fkey;
drop table assignment;
